// Signing in, and GraphiQL for people signed in. The token lives in this tab only; what is typed is kept nowhere.
const kept = { token: 'stipple-token', name: 'stipple-name' };
const byId = (id) => document.getElementById(id);
const signInDocument = `mutation SignIn($input: SignInInput!) {
  signIn(input: $input) { token user { name } refusals { message } }
}`;

let mounted;
let examples = [];
let clinicId = '';
const shown = { query: '', variables: '' };
// What the gateway told us that we have done; sent back so that another gateway waits for it as well.
let seen;

async function ask(body, headers = {}) {
  const token = sessionStorage.getItem(kept.token);
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      ...headers,
      'content-type': 'application/json',
      accept: 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(seen ? { 'stipple-seen': seen } : {}),
    },
    body: JSON.stringify(body),
  });
  seen = response.headers.get('stipple-seen') ?? seen;
  const answer = await response.json();
  const ended = token && answer.errors?.find((error) => error.extensions?.code === 'UNAUTHENTICATED');
  if (ended) signOut([ended.message]);
  return answer;
}

function tell(sentences) {
  byId('problem').replaceChildren(
    ...sentences.map((sentence) => {
      const line = document.createElement('p');
      line.textContent = sentence;
      return line;
    }),
  );
}

async function signIn(event) {
  event.preventDefault();
  const button = event.submitter ?? byId('sign-in').querySelector('button');
  const input = { email: byId('email').value, password: byId('password').value };
  button.disabled = true;
  tell([]);
  try {
    const { data, errors } = await ask({ query: signInDocument, variables: { input } });
    const answer = data?.signIn;
    if (!answer?.token) {
      const reasons = [...(answer?.refusals ?? []), ...(errors ?? [])].map(({ message }) => message);
      tell(reasons.length > 0 ? reasons : ['The clinic did not say why it would not let you in. Try again.']);
      byId('password').select();
      return;
    }
    sessionStorage.setItem(kept.token, answer.token);
    sessionStorage.setItem(kept.name, answer.user?.name ?? input.email);
    byId('sign-in').reset();
    await open();
  } catch {
    tell(['The clinic cannot be reached. Check the connection and try again.']);
  } finally {
    button.disabled = false;
  }
}

function signOut(sentences) {
  sessionStorage.removeItem(kept.token);
  sessionStorage.removeItem(kept.name);
  seen = undefined;
  mounted?.unmount();
  mounted = undefined;
  Object.assign(shown, { query: '', variables: '' });
  for (const id of ['graphiql', 'menu', 'who']) byId(id).hidden = true;
  byId('sign-in').hidden = false;
  tell(sentences);
  byId('email').focus();
}

async function open() {
  const response = await fetch('/page/examples', {
    headers: { authorization: `Bearer ${sessionStorage.getItem(kept.token)}` },
  });
  if (!response.ok) return signOut(['You are signed out. Sign in again.']);
  ({ examples } = await response.json());
  const { data } = await ask({ query: '{ me { clinics { id } } }' });
  // An answer that the token is over has led back to the form.
  if (sessionStorage.getItem(kept.token) === null) return;
  clinicId = data?.me?.clinics[0]?.id ?? '';
  byId('example').replaceChildren(
    new Option('Choose an operation…', ''),
    ...examples.map(({ name }, index) => new Option(name, String(index))),
  );
  byId('menu').hidden = examples.length === 0;
  byId('name').textContent = sessionStorage.getItem(kept.name);
  for (const id of ['graphiql', 'who']) byId(id).hidden = false;
  byId('sign-in').hidden = true;
  mounted ??= ReactDOM.createRoot(byId('graphiql'));
  render();
}

// GraphiQL would keep what is typed, clients' names among it, in the browser for good.
function forgetful() {
  const items = new Map();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => items.set(key, value),
    removeItem: (key) => items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}
const storage = forgetful();
// One function for good: GraphiQL asks for the schema again whenever it is given another.
const fetcher = (parameters, options) => ask(parameters, options?.headers);
// What GraphiQL's dialogs add in style is allowed by the nonce of this page, which they look for under this name.
globalThis.__webpack_nonce__ = document.querySelector('meta[name=nonce]').content;

function render(changed = {}) {
  Object.assign(shown, changed);
  mounted?.render(
    React.createElement(GraphiQL, {
      fetcher,
      query:
        shown.query ||
        '# Choose an operation above, or write one here. Ctrl-Space completes, Ctrl-Enter runs.\n\n{ __typename }\n',
      variables: shown.variables,
      onEditQuery: (query) => render({ query }),
      onEditVariables: (variables) => render({ variables }),
      storage,
      shouldPersistHeaders: false,
      forcedTheme: 'light',
      defaultEditorToolsVisibility: 'variables',
    }),
  );
}

// An example leaves its place open for what only the person who tries it has: their clinic, and the time.
function filled(variables) {
  const now = Date.now();
  const places = {
    '<clinic>': clinicId,
    '<now>': new Date(now).toISOString(),
    '<in a day>': new Date(now + 86_400_000).toISOString(),
    '<today>': new Date(now).toLocaleDateString('en-CA'),
  };
  return Object.entries(places).reduce((text, [place, value]) => text.replaceAll(place, value), variables);
}

function choose() {
  const example = examples[Number(byId('example').value)];
  if (byId('example').value === '' || !example) return;
  render({
    query: example.document,
    variables: example.variables ? filled(JSON.stringify(example.variables, null, 2)) : '',
  });
}

byId('sign-in').addEventListener('submit', signIn);
byId('sign-out').addEventListener('click', () => signOut([]));
byId('example').addEventListener('change', choose);
if (sessionStorage.getItem(kept.token))
  open().catch(() => signOut(['The clinic cannot be reached. Check the connection and try again.']));
else signOut([]);
