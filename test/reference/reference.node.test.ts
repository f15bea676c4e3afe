import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { FS_FUNCTIONS, PATH_FUNCTIONS } from '../../src/api/file-system-names.js';
import { createPluginApi, flattenApi } from '../../src/api/plugin-api.js';
import { FIELD_RULES } from '../../src/plugin-file/config-fields.js';
import { isKnownPluginType } from '../../src/plugin-file/plugin-types.js';
import { FIELDS_BY_TAG } from '../../src/plugin-file/tags.js';
import { loadReference } from '../../src/index.js';

const { apiMembers, configFields } = await loadReference();

/** What the sandbox adds to what the host offers. */
const OF_SANDBOX = 'export init registerCodec disposeObject dispose onLoad onload';
/** What only the api of a window has. */
const OF_WINDOWS = 'focus show hide resize refresh close';

describe('the reference of the api', () => {
  it('names every function there is, and no other', () => {
    const host = { name: 'test', shell: {}, settings: new Map() };
    const caller = { id: 'page', plugin: null, window: null, events: {}, log: {} };
    const tree = createPluginApi(host as never, caller as never);
    const real = [...flattenApi(tree).functions.keys()];
    const elsewhere = `${OF_SANDBOX} ${OF_WINDOWS}`.split(' ');
    const documented = apiMembers.filter(({ kind }) => kind === 'function').map(({ name }) => name);
    assert.deepEqual([...documented].sort(), [...new Set([...real, ...elsewhere])].sort());
    assert.equal(new Set(documented).size, documented.length);
    for (const name of FS_FUNCTIONS) assert.ok(documented.includes(`fs.${name}`));
    for (const name of PATH_FUNCTIONS) assert.ok(documented.includes(`path.${name}`));
  });

  it('says what each is for in a sentence', () => {
    for (const { name, doc, signature } of apiMembers) {
      assert.match(doc, /^[A-Z][^\n]*\.$/, name);
      assert.ok(signature.length > 2, name);
    }
  });
});

describe('the reference of config fields', () => {
  it('has all that are checked, and knows which go by tag', () => {
    const names = configFields.map(({ name }) => name);
    for (const field of ['name', 'type', 'api_version', ...Object.keys(FIELD_RULES)])
      assert.ok(names.includes(field), field);
    const byTag = configFields.filter((field) => field.byTag).map(({ name }) => name);
    assert.deepEqual([...byTag].sort(), [...FIELDS_BY_TAG].sort());
  });

  it('gives examples that are JSON, and types that exist', () => {
    for (const { name, example } of configFields)
      assert.doesNotThrow(() => JSON.parse(example), name);
    const types = configFields.find(({ name }) => name === 'type')?.values ?? [];
    for (const { value } of types) assert.ok(isKnownPluginType(value), value);
  });
});
