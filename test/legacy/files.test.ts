import { expect } from '@open-wc/testing';
import {
  call,
  openWorkspace,
  type Functions,
  type OpenWorkspace,
} from '../support/open-workspace.js';
import { rejection } from '../support/plugin-text.js';
import { loadFixture } from './load-fixture.js';

describe('api.fs and api.path of old plugins', () => {
  let open: OpenWorkspace;
  let notebook: Functions;
  beforeEach(async () => {
    open = openWorkspace();
    notebook = await loadFixture(open, 'notebook');
  });
  afterEach(() => open.workspace.dispose());

  it('call back with what was read', async () => {
    expect(await call(notebook, 'write', 'a.txt', 'hello')).to.equal('hello');
    expect(await call(notebook, 'size', 'a.txt')).to.equal(5);
    expect(await call(notebook, 'exists', 'a.txt')).to.equal(true);
    expect(await call(notebook, 'list')).to.deep.equal(['a']);
  });

  it('call back with what failed', async () => {
    const error = await rejection(call(notebook, 'write', 'no/such/folder.txt', ''));
    expect(error.code).to.equal('ENOENT');
    expect(await call(notebook, 'size', 'missing.txt')).to.equal('ENOENT');
    expect(await call(notebook, 'exists', 'missing.txt')).to.equal(false);
  });

  it('take and give bytes', async () => {
    const bytes = new Uint8Array([1, 0, 255]).buffer;
    expect(await call(notebook, 'writeBytes', 'b.bin', bytes)).to.deep.equal([1, 0, 255]);
  });

  it('are the files of BrowserFS', async () => {
    await call(notebook, 'write', 'a.txt', '');
    expect(await call(notebook, 'shared')).to.deep.equal(['a.txt']);
  });
});
