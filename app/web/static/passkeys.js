// Passkeys: asks the browser for one as the server wishes, and sends back what it gives.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (character) => character.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-")
    .replace(/\//g, "_")
    .replace(/=+$/, "");

const withBytes = (credentials) =>
  (credentials || []).map((credential) => ({ ...credential, id: bytes(credential.id) }));

async function created(options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: withBytes(options.excludeCredentials),
    },
  });
  const { response } = credential;
  return {
    ...named(credential),
    response: {
      attestationObject: text(response.attestationObject),
      clientDataJSON: text(response.clientDataJSON),
      transports: response.getTransports ? response.getTransports() : [],
    },
  };
}

async function got(options) {
  const credential = await navigator.credentials.get({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      allowCredentials: withBytes(options.allowCredentials),
    },
  });
  const { response } = credential;
  return {
    ...named(credential),
    response: {
      authenticatorData: text(response.authenticatorData),
      clientDataJSON: text(response.clientDataJSON),
      signature: text(response.signature),
      userHandle: response.userHandle ? text(response.userHandle) : null,
    },
  };
}

const named = (credential) => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
});

async function ask(form) {
  const options = JSON.parse(form.dataset.options);
  try {
    const credential = await (form.dataset.way === "create" ? created(options) : got(options));
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
  } catch {
    form.querySelector("[role=status]").hidden = true;
    form.querySelector("[role=alert]").hidden = false;
  }
}

document.querySelectorAll("form.passkey").forEach(ask);
