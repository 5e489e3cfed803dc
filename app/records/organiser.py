"""Organisers: who may sign in, what each may do, and what protects the account."""

import datetime
from typing import Literal

from flask_security import AsaList, RoleMixin, UserMixin, WebAuthnMixin
from sqlalchemy import DateTime, ForeignKey, LargeBinary, String, Text
from sqlalchemy.ext.mutable import MutableList
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.records.database import Model

RoleName = Literal["editor", "publisher", "admin"]
ROLES: tuple[RoleName, ...] = ("editor", "publisher", "admin")
"""Each may do all that those before it may."""


class Codes(AsaList):
    """A list of codes, kept as one text."""

    cache_ok = True


class Organiser(Model, UserMixin):
    """Someone who signs in to edit. No name, no network address, no time of the last visit."""

    __tablename__ = "organiser"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(255), unique=True)
    role: Mapped[str] = mapped_column(String(16))
    password: Mapped[str | None] = mapped_column(String(255))
    """Its digest; None until the link is used."""
    active: Mapped[bool]
    added_at: Mapped[datetime.datetime]
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True)
    fs_webauthn_user_handle: Mapped[str | None] = mapped_column(String(64), unique=True)  # type: ignore[assignment] # set with the first passkey
    tf_primary_method: Mapped[str | None] = mapped_column(String(64))
    tf_totp_secret: Mapped[str | None] = mapped_column(String(255))
    totp_since: Mapped[datetime.datetime | None]
    """When the authenticator app was set up."""
    totp_counter: Mapped[int | None]
    """The half-minute whose code was used last, so that no code is taken twice."""
    mf_recovery_codes: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(Codes()))
    """Digests of the recovery codes that are left."""
    link_digest: Mapped[str | None] = mapped_column(String(64), unique=True)
    """SHA-256 of the one-time link's secret, while a link is open."""
    link_ends_at: Mapped[datetime.datetime | None]
    webauthn: Mapped[list["Passkey"]] = relationship(  # type: ignore[assignment] # lists are invariant
        back_populates="organiser", cascade="all, delete-orphan"
    )

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override] # read only, since empty
        """Nothing: Flask-Security's roles are not used, `role` is."""
        return []

    @property
    def has_second_factor(self) -> bool:
        """Whether signing in asks for more than a password."""
        return bool(self.tf_totp_secret or self.webauthn)

    def may(self, role: str) -> bool:
        """Return whether this organiser may do what the role may."""
        return self.active and ROLES.index(self.role) >= ROLES.index(role)


class Passkey(Model, WebAuthnMixin):
    """A passkey of an organiser."""

    __tablename__ = "passkey"

    id: Mapped[int] = mapped_column(primary_key=True)
    organiser_id: Mapped[int] = mapped_column(ForeignKey("organiser.id", ondelete="CASCADE"))
    organiser: Mapped[Organiser] = relationship(back_populates="webauthn")
    credential_id: Mapped[bytes] = mapped_column(LargeBinary(1024), unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(default=0)
    transports: Mapped[list[str] | None] = mapped_column(MutableList.as_mutable(Codes()))
    backup_state: Mapped[bool]
    device_type: Mapped[str] = mapped_column(String(64))
    extensions: Mapped[str | None] = mapped_column(Text)
    lastuse_datetime: Mapped[datetime.datetime] = mapped_column(DateTime)
    name: Mapped[str] = mapped_column(String(64))
    usage: Mapped[str] = mapped_column(String(64))

    def get_user_mapping(self) -> dict[str, int]:
        """Return how Flask-Security finds whose passkey it is."""
        return {"id": self.organiser_id}


class FailedSignIns(Model):
    """How often signing in to an account failed lately, whether or not there is such an account."""

    __tablename__ = "failed_sign_ins"

    account: Mapped[str] = mapped_column(String(64), primary_key=True)
    """A keyed digest of what was typed as e-mail address."""
    count: Mapped[int]
    last_at: Mapped[datetime.datetime]
