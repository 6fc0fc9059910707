// Makes passkeys and signs in by them. The form says what it is for; the service's two answers are the options for the
// browser and, after the browser's part, where to go next or what went wrong. Without this file the page says what else works.
const bytes = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), letter => letter.charCodeAt(0))
const text = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

for (const form of document.querySelectorAll('form[data-passkey]')) prepare(form)

function prepare (form) {
  const problem = form.querySelector('[data-passkey-problem]')
  if (!window.PublicKeyCredential) return refuse('This browser has no passkeys. A password and codes work in every browser.')
  if (/^[\d.]+$|^\[/.test(location.hostname)) {
    return refuse('A passkey belongs to an address with a name, and this one is a number. ' +
      'Where the service runs on your own machine, open it as localhost.')
  }
  form.addEventListener('submit', async event => {
    event.preventDefault()
    problem.hidden = true
    try {
      const options = await ask(form, form.dataset.options)
      const made = form.dataset.passkey === 'add' ? await add(options) : await find(options)
      const answer = await ask(form, form.dataset.finish, JSON.stringify(made))
      if (answer.next) return location.assign(answer.next)
      say(answer.problem)
    } catch (fault) {
      // Somebody who closes the browser's window has changed their mind; that is no fault.
      say(fault.name === 'NotAllowedError' ? 'No passkey was used. Try again when you are ready.'
        : fault.name === 'InvalidStateError' ? 'This device has a passkey for this service already.'
          : 'That did not work. Try again in a minute, or use another way.')
    }
  })

  function refuse (words) {
    const missing = form.querySelector('[data-passkey-missing]')
    missing.textContent = words
    missing.hidden = false
    form.querySelector('[data-passkey-ready]').hidden = true
  }

  function say (words) {
    problem.textContent = words
    problem.hidden = false
  }
}

// As cross-origin requests do, so that the browser names the page's origin, which the passkey is bound to.
async function ask (form, address, credential) {
  const body = new FormData(form)
  if (credential) body.append('credential', credential)
  const response = await fetch(address, { method: 'POST', mode: 'cors', credentials: 'same-origin', body })
  if (!response.ok) throw new Error(`Answered ${response.status}`)
  return response.json()
}

async function add (options) {
  const credential = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: known(options.excludeCredentials)
    }
  })
  return {
    ...parts(credential),
    response: {
      clientDataJSON: text(credential.response.clientDataJSON),
      attestationObject: text(credential.response.attestationObject),
      transports: credential.response.getTransports?.() ?? []
    }
  }
}

async function find (options) {
  const credential = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: known(options.allowCredentials) }
  })
  const { clientDataJSON, authenticatorData, signature, userHandle } = credential.response
  return {
    ...parts(credential),
    response: {
      clientDataJSON: text(clientDataJSON),
      authenticatorData: text(authenticatorData),
      signature: text(signature),
      userHandle: userHandle ? text(userHandle) : null
    }
  }
}

const known = credentials => (credentials ?? []).map(credential => ({ ...credential, id: bytes(credential.id) }))

const parts = credential => ({
  id: credential.id,
  rawId: text(credential.rawId),
  type: credential.type,
  authenticatorAttachment: credential.authenticatorAttachment,
  clientExtensionResults: credential.getClientExtensionResults()
})
