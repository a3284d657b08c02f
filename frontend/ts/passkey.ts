// Passkeys. A form with data-passkey="create" or "get" asks its data-options address for options (POST,
// with the form's fields), has the device make or use a passkey, writes the answer into its hidden field
// "response" and is sent as any other form. Its button is hidden until this script shows it; what goes
// wrong is told in its element with role="alert", with the texts of the form's data- attributes.

type Json = Record<string, unknown>;

export function passkey(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-passkey]')) {
    for (const button of form.querySelectorAll<HTMLButtonElement>('button[hidden]')) {
      button.hidden = false;
    }
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      void ceremony(form);
    });
    // back on a page the browser has kept as it was left
    addEventListener('pageshow', () => busy(form, false));
  }
}

async function ceremony(form: HTMLFormElement): Promise<void> {
  if (form.getAttribute('aria-busy') === 'true') return;
  tell(form, '');
  if (!isSecureContext || typeof PublicKeyCredential !== 'function') {
    tell(form, form.dataset['none']);
    return;
  }
  busy(form, true);
  try {
    const options = await ask(form);
    const answer = form.dataset['passkey'] === 'create' ? await create(options) : await get(options);
    const field = form.elements.namedItem('response');
    if (!(field instanceof HTMLInputElement)) throw new Error('no field for the answer');
    field.value = JSON.stringify(answer);
    // not requestSubmit: this listener would hear it again
    form.submit();
  } catch (error) {
    busy(form, false);
    tell(form, form.dataset[reason(error)] ?? form.dataset['failed']);
  }
}

/** What became of it, as the name of the form's text for it. */
function reason(error: unknown): string {
  const name = error instanceof Error || error instanceof DOMException ? error.name : '';
  // devices do not tell whether one said no, waited too long or has no passkey for the site
  if (name === 'NotAllowedError' || name === 'AbortError') return 'cancelled';
  if (name === 'InvalidStateError') return 'known';
  if (name === 'NotSupportedError' || name === 'SecurityError') return 'none';
  return 'failed';
}

async function ask(form: HTMLFormElement): Promise<Json> {
  const body = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && name !== 'response') body.append(name, value);
  }
  const address = new URL(form.dataset['options'] ?? '', location.href);
  if (address.origin !== location.origin) throw new Error('not of this site');
  const answer = await fetch(address, { method: 'POST', body, headers: { accept: 'application/json' } });
  if (!answer.ok) throw new Error(`the site answered ${answer.status}`);
  return (await answer.json()) as Json;
}

async function create(options: Json): Promise<object> {
  const made = await navigator.credentials.create({ publicKey: creation(options) });
  if (!(made instanceof PublicKeyCredential)) throw new Error('no passkey');
  if (typeof made.toJSON === 'function') return made.toJSON();
  const response = made.response as AuthenticatorAttestationResponse;
  return {
    ...common(made),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      attestationObject: text(response.attestationObject),
      transports: typeof response.getTransports === 'function' ? response.getTransports() : [],
    },
  };
}

async function get(options: Json): Promise<object> {
  const used = await navigator.credentials.get({ publicKey: request(options) });
  if (!(used instanceof PublicKeyCredential)) throw new Error('no passkey');
  if (typeof used.toJSON === 'function') return used.toJSON();
  const response = used.response as AuthenticatorAssertionResponse;
  return {
    ...common(used),
    response: {
      clientDataJSON: text(response.clientDataJSON),
      authenticatorData: text(response.authenticatorData),
      signature: text(response.signature),
      ...(response.userHandle ? { userHandle: text(response.userHandle) } : {}),
    },
  };
}

function common(credential: PublicKeyCredential): Json {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    ...(credential.authenticatorAttachment
      ? { authenticatorAttachment: credential.authenticatorAttachment }
      : {}),
    // extensions that answer with bytes are not asked for
    clientExtensionResults: {},
  };
}

function creation(options: Json): PublicKeyCredentialCreationOptions {
  if (typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function') {
    return PublicKeyCredential.parseCreationOptionsFromJSON(
      options as unknown as PublicKeyCredentialCreationOptionsJSON,
    );
  }
  const user = options['user'] as Json;
  return {
    ...options,
    challenge: bytes(options['challenge']),
    user: { ...user, id: bytes(user['id']) },
    excludeCredentials: named(options['excludeCredentials']),
  } as unknown as PublicKeyCredentialCreationOptions;
}

function request(options: Json): PublicKeyCredentialRequestOptions {
  if (typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function') {
    return PublicKeyCredential.parseRequestOptionsFromJSON(
      options as unknown as PublicKeyCredentialRequestOptionsJSON,
    );
  }
  return {
    ...options,
    challenge: bytes(options['challenge']),
    allowCredentials: named(options['allowCredentials']),
  } as unknown as PublicKeyCredentialRequestOptions;
}

function named(list: unknown): Json[] {
  if (!Array.isArray(list)) return [];
  return (list as Json[]).map((one) => ({ ...one, id: bytes(one['id']) }));
}

/** From base64url. */
function bytes(value: unknown): Uint8Array {
  const plain = String(value).replace(/-/g, '+').replace(/_/g, '/');
  return Uint8Array.from(atob(plain), (sign) => sign.charCodeAt(0));
}

/** To base64url. */
function text(buffer: ArrayBuffer): string {
  const signs = [...new Uint8Array(buffer)].map((byte) => String.fromCharCode(byte)).join('');
  return btoa(signs).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/** The button stays as it is: one that is disabled loses the focus. A second press is not heard. */
function busy(form: HTMLFormElement, yes: boolean): void {
  form.setAttribute('aria-busy', String(yes));
}

function tell(form: HTMLFormElement, said = ''): void {
  const line = form.querySelector<HTMLElement>('[role=alert]');
  if (!line) return;
  line.textContent = said;
  line.hidden = said === '';
}
