/**
 * Shows the reference, and logs in for it: the token becomes the one of the library's scheme, and is exchanged before it ends. What is
 * kept is the tab's alone. It is given `options`, `accounts` and `words`.
 */
export const LOG_IN_SCRIPT = `
addEventListener('DOMContentLoaded', () => {
  const [account, logIn, logOut] = ['account', 'log-in', 'log-out'].map((id) => document.getElementById(id));
  const reference = Scalar.createApiReference('#reference', options);
  let timer;
  const call = async (path, body) => {
    const headers = { 'content-type': 'application/json', 'accept-language': document.documentElement.lang };
    const response = await fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => undefined);
    const answer = await response?.json().catch(() => undefined);
    return response?.ok === true ? { answer } : { refused: answer?.detail ?? answer?.message ?? words.noShop };
  };
  const use = (name, tokens) => {
    clearTimeout(timer);
    if (tokens === undefined) sessionStorage.removeItem('log-in');
    else {
      sessionStorage.setItem('log-in', JSON.stringify({ name, refreshToken: tokens.refreshToken }));
      timer = setTimeout(renew, (tokens.expiresIn - 30) * 1000);
    }
    logIn.hidden = tokens !== undefined;
    logOut.hidden = tokens === undefined;
    account.open = false;
    account.querySelector('summary').textContent = tokens === undefined ? words.logIn : name;
    const securitySchemes = { accessToken: { token: tokens?.accessToken ?? '' } };
    reference.updateConfiguration({ ...options, authentication: { ...options.authentication, securitySchemes } });
  };
  const renew = async () => {
    const kept = JSON.parse(sessionStorage.getItem('log-in') ?? 'null');
    if (kept !== null) use(kept.name, (await call('/token/refresh', { refreshToken: kept.refreshToken })).answer);
  };
  logIn.identifier.addEventListener('input', () => {
    const known = accounts.find(({ username }) => username === logIn.identifier.value);
    if (known !== undefined) logIn.password.value = known.password;
  });
  logIn.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { identifier, password } = Object.fromEntries(new FormData(logIn));
    const { answer, refused = '' } = await call('/login', { identifier, password });
    logIn.querySelector('p').textContent = refused;
    if (answer !== undefined) use(identifier, answer);
  });
  logOut.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { refreshToken } = JSON.parse(sessionStorage.getItem('log-in') ?? '{}');
    use('', undefined);
    await call('/logout', { refreshToken });
  });
  renew();
});
`;
