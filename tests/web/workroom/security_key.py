"""A security key made of software, as the browser would ask it."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

PRESENT, VERIFIED, WITH_CREDENTIAL = 1, 4, 64


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


@dataclass
class SecurityKey:
    """Holds one passkey; `knows_owner` is whether it asked for a finger or a PIN."""

    origin: str = "http://localhost"
    knows_owner: bool = True
    identifier: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    user: str = ""
    uses: int = 0

    def create(self, options: dict) -> str:
        """Return what the browser sends for a new passkey."""
        self.user = options["user"]["id"]
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        public = cbor2.dumps({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        credential = bytes(16) + len(self.identifier).to_bytes(2, "big") + self.identifier + public
        data = self._data(options["rp"]["id"], WITH_CREDENTIAL) + credential
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._answer(
            {
                "attestationObject": text(attestation),
                "clientDataJSON": text(self._client("webauthn.create", options)),
                "transports": ["usb"],
            }
        )

    def get(self, options: dict) -> str:
        """Return what the browser sends for a passkey that is there."""
        data = self._data(options["rpId"])
        client = self._client("webauthn.get", options)
        signed = data + hashlib.sha256(client).digest()
        return self._answer(
            {
                "authenticatorData": text(data),
                "clientDataJSON": text(client),
                "signature": text(self.key.sign(signed, ec.ECDSA(SHA256()))),
                "userHandle": self.user,
            }
        )

    def _data(self, site: str, flags: int = 0) -> bytes:
        self.uses += 1
        flags |= PRESENT | (VERIFIED if self.knows_owner else 0)
        return (
            hashlib.sha256(site.encode()).digest() + bytes([flags]) + self.uses.to_bytes(4, "big")
        )

    def _client(self, kind: str, options: dict) -> bytes:
        given = {"type": kind, "challenge": options["challenge"], "origin": self.origin}
        return json.dumps(given).encode()

    def _answer(self, response: dict) -> str:
        identifier = text(self.identifier)
        return json.dumps(
            {"id": identifier, "rawId": identifier, "type": "public-key", "response": response}
        )


def data_of(encoded: str) -> bytes:
    return urlsafe_b64decode(encoded + "==")
