// Speaks the language server protocol with yaml-language-server over a folder that kohyo prepared, and asserts what an author would see.
//   node drive.mjs FOLDER     the folder holds content/, schema/ and .vscode/settings.json
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(process.argv[2]);
const settings = JSON.parse(readFileSync(join(folder, '.vscode/settings.json'), 'utf8'));
const server = join(dirname(createRequire(import.meta.url).resolve('yaml-language-server/package.json')), 'bin/yaml-language-server');

/** A server with the settings of the folder. */
class Server {
  constructor(yaml) {
    this.yaml = yaml;
    this.waiting = new Map();
    this.published = new Map();
    this.versions = new Map();
    this.watching = [];
    this.next = 1;
    this.buffer = Buffer.alloc(0);
    this.child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.child.stdout.on('data', (data) => this.read(data));
  }

  read(data) {
    this.buffer = Buffer.concat([this.buffer, data]);
    for (;;) {
      const head = this.buffer.indexOf('\r\n\r\n');
      if (head < 0) return;
      const length = Number(/content-length: (\d+)/i.exec(this.buffer.subarray(0, head).toString())[1]);
      if (this.buffer.length < head + 4 + length) return;
      const message = JSON.parse(this.buffer.subarray(head + 4, head + 4 + length).toString('utf8'));
      this.buffer = this.buffer.subarray(head + 4 + length);
      this.take(message);
    }
  }

  take(message) {
    if (message.method === 'workspace/configuration') {
      const result = message.params.items.map(({ section }) => (section === 'yaml' ? this.yaml : null));
      this.send({ id: message.id, result });
    } else if (message.method === 'textDocument/publishDiagnostics') {
      this.published.set(message.params.uri, message.params.diagnostics);
      this.watching.splice(0).forEach((look) => look());
    } else if (message.method && message.id !== undefined) {
      this.send({ id: message.id, result: null });
    } else if (message.id !== undefined) {
      const { done, fail } = this.waiting.get(message.id);
      this.waiting.delete(message.id);
      message.error ? fail(new Error(message.error.message)) : done(message.result);
    }
  }

  send(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  ask(method, params) {
    const id = this.next++;
    this.send({ id, method, params });
    return new Promise((done, fail) => this.waiting.set(id, { done, fail }));
  }

  async start() {
    const uri = pathToFileURL(folder).href;
    await this.ask('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'society' }],
      capabilities: {
        workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true }, workspaceFolders: true },
        textDocument: {
          completion: { completionItem: { documentationFormat: ['markdown'], snippetSupport: true } },
          hover: { contentFormat: ['markdown'] },
          publishDiagnostics: {},
        },
      },
    });
    this.send({ method: 'initialized', params: {} });
    this.send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml: this.yaml } } });
    // The server asks for its settings, and tells nothing when it has them.
    await new Promise((done) => setTimeout(done, 1000));
  }

  uri(path) {
    return pathToFileURL(join(folder, path)).href;
  }

  /** Shows a text under a path, and waits for what the server says of it. */
  async open(path, text) {
    const uri = this.uri(path);
    const version = (this.versions.get(uri) ?? 0) + 1;
    this.versions.set(uri, version);
    this.published.delete(uri);
    if (version === 1) {
      this.send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version, text } } });
    } else {
      // What is said of a file that is closed comes late, and would be taken for the answer: files stay open.
      this.send({ method: 'textDocument/didChange', params: { textDocument: { uri, version }, contentChanges: [{ text }] } });
    }
    const until = Date.now() + 60_000;
    while (!this.published.has(uri)) {
      assert.ok(Date.now() < until, `${path}: the server said nothing within a minute`);
      await Promise.race([new Promise((look) => this.watching.push(look)), new Promise((look) => setTimeout(look, 500))]);
    }
    return this.published.get(uri);
  }

  at(path, line, character) {
    return { textDocument: { uri: this.uri(path) }, position: { line, character } };
  }

  async complete(path, line, character) {
    const found = await this.ask('textDocument/completion', this.at(path, line, character));
    return Array.isArray(found) ? found : found.items;
  }

  hover(path, line, character) {
    return this.ask('textDocument/hover', this.at(path, line, character));
  }

  async stop() {
    await this.ask('shutdown', null);
    this.send({ method: 'exit' });
    await new Promise((done) => this.child.once('exit', done));
  }
}

let passed = 0;
let failed = 0;
async function test(name, run) {
  try {
    await run();
    passed += 1;
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}\n${error.stack}`);
  }
}

function files(dir) {
  const all = readdirSync(join(folder, dir)).map((name) => `${dir}/${name}`);
  return all.flatMap((path) => (statSync(join(folder, path)).isDirectory() ? files(path) : [path]));
}

const read = (path) => readFileSync(join(folder, path), 'utf8');
const words = (value) => (typeof value === 'string' ? value : (value?.value ?? ''));
const said = (problems) => problems.map((p) => `${p.range.start.line + 1}: ${p.message}`).join('\n');
const lines = (problems) => [...new Set(problems.map((p) => p.range.start.line))];

/** A file of the example with one piece of text changed; the line of what was put there. */
function changed(path, from, to) {
  const text = read(path);
  assert.ok(text.includes(from), `${path} has no ${from}`);
  const before = text.slice(0, text.indexOf(from));
  return { text: text.replace(from, to), line: before.split('\n').length - 1 };
}

const { ['yaml.schemas']: schemas } = settings;
const client = new Server({ schemas, validate: true, completion: true, hover: true, schemaStore: { enable: false }, yamlVersion: '1.2' });
await client.start();

const yaml = files('content').filter((path) => path.endsWith('.yaml'));
await test('the example has files of every kind', () => assert.ok(yaml.length > 30, `${yaml.length} files`));

for (const path of yaml) {
  await test(`nothing is wrong with ${relative('content', path)}`, async () => {
    assert.equal(said(await client.open(path, read(path))), '');
  });
}

await test('a new line is completed with the fields and their Japanese descriptions', async () => {
  const path = 'content/society.yaml';
  const text = `${read(path)}\n`;
  await client.open(path, text);
  const line = text.split('\n').length - 1;
  const found = await client.complete(path, line, 0);
  const certifications = found.find((item) => item.label === 'certifications');
  assert.ok(certifications, `certifications is not among ${found.map((item) => item.label)}`);
  assert.match(words(certifications.documentation), /取得している認証の一覧です/);
  assert.ok(!found.some((item) => item.label === 'kind'), 'kind is there already, and is offered again');
});

await test('words of a closed set are completed with what they mean', async () => {
  const path = 'content/notices/2026-12-31-new.yaml';
  await client.open(path, 'id: 2026-12-31-new\ndate: 2026-12-31\nkind: \n');
  const found = await client.complete(path, 2, 6);
  const incident = found.find((item) => item.label === 'incident');
  assert.ok(incident, `incident is not among ${found.map((item) => item.label)}`);
  assert.match(words(incident.documentation), /事故のお知らせ/);
});

await test('fields deep within are completed', async () => {
  const path = 'content/joint-use.yaml';
  const text = 'items:\n  - id: a\n    partner: employer\n    manager:\n      \n';
  await client.open(path, text);
  const found = (await client.complete(path, 4, 6)).map((item) => item.label);
  for (const field of ['address', 'representative', 'name']) assert.ok(found.includes(field), `${field} is not among ${found}`);
});

await test('blocks of a page are completed', async () => {
  const path = 'content/site.yaml';
  const text = 'base_url: https://example.or.jp/\npages:\n  - id: a\n    path: a/\n    blocks:\n      - \n';
  await client.open(path, text);
  const found = (await client.complete(path, 5, 8)).map((item) => item.label);
  for (const block of ['purposes', 'joint-use', 'purposes/by-area']) assert.ok(found.includes(block), `${block} is not among ${found}`);
});

await test('a field explains itself under the pointer', async () => {
  const path = 'content/society.yaml';
  const text = read(path);
  await client.open(path, text);
  const line = text.split('\n').findIndex((l) => l.startsWith('representative:'));
  const found = await client.hover(path, line, 3);
  assert.match(words(found?.contents), /代表者の役職と氏名です/);
});

await test('a missing field is told where it is missing', async () => {
  const path = 'content/notices/2026-10-05-incident.yaml';
  const { text } = changed(path, 'kind: incident\n', '');
  const problems = await client.open(path, text);
  assert.match(said(problems), /kind/);
  assert.deepEqual(lines(problems), [0]);
});

await test('a missing field of a record in a list is told at that record', async () => {
  const path = 'content/society.yaml';
  const { text, line } = changed(path, '  - id: health\n', '  - hours: 平日\n');
  const problems = await client.open(path, text.replace('    hours: 平日の9時から17時まで（祝日と12月29日から1月3日までを除きます）\n    intro: 健診', '    intro: 健診'));
  assert.match(said(problems), /"id"|id/);
  assert.deepEqual(lines(problems), [line]);
});

const unknown = [
  ['content/society.yaml', '  - id: health\n', '  - id: health\n    telephone: 03-0000-0000\n', 1, /telephone/],
  ['content/joint-use.yaml', '    acquisition: 健診', '    aquisition: 健診', 0, /aquisition/],
  ['content/purposes.yaml', 'change: 利用目的を変える', 'chang: 利用目的を変える', 0, /chang/],
  ['content/rules/management.yaml', '        heading: 目的\n', '        headin: 目的\n', 0, /headin/],
  ['content/en/society.yaml', 'public_notice: ', 'publik_notice: ', 0, /publik_notice/],
];
for (const [path, from, to, below, name] of unknown) {
  await test(`an unknown field is told on its line: ${to.trim().split('\n').pop().slice(0, 30)}`, async () => {
    if (!read(path).includes(from)) return assert.fail(`${path} has no ${from}`);
    const { text, line } = changed(path, from, to);
    const problems = await client.open(path, text);
    assert.match(said(problems), name);
    assert.deepEqual(lines(problems), [line + below], said(problems));
  });
}

const wrong = [
  ['content/disclosure.yaml', 'amount: 300', 'amount: 三百', /./],
  ['content/joint-use.yaml', 'partner: employer            #', 'partner: employers            #', /./],
  ['content/site.yaml', 'publish_on: 2026-12-01', 'publish_on: 2026-13-01', /./],
  ['content/site.yaml', '      - joint-use\n', '      - joint-uses\n', /./],
];
for (const [path, from, to, message] of wrong) {
  await test(`a wrong value is told on its line: ${to.trim()}`, async () => {
    const { text, line } = changed(path, from, to);
    const problems = await client.open(path, text);
    assert.match(said(problems), message);
    assert.deepEqual(lines(problems), [line], said(problems));
  });
}

await test('a first line alone leads to the schema, without settings', async () => {
  const bare = new Server({ validate: true, completion: true, schemaStore: { enable: false } });
  await bare.start();
  const path = 'content/glossary.yaml';
  const text = `# yaml-language-server: $schema=../schema/glossary.schema.json\n- {id: a, term: 甲, txt: 乙}\n`;
  const problems = await bare.open(path, text);
  assert.match(said(problems), /txt/);
  assert.deepEqual(lines(problems), [1]);
  await bare.stop();
});

await client.stop();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
