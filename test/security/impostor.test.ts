import { expect } from '@open-wc/testing';
import { createWorkspace, type Workspace } from '../../src/index.js';
import { PlainShell } from '../../src/workspace/plain-shell.js';
import { rejection } from '../support/plugin-text.js';
import { apiOf, attackerText, startAttacker, type Evaluate } from './attacker.js';

/** A user who is asked and says no. */
class RefusingShell extends PlainShell {
  readonly asked: string[] = [];
  override confirm = async (message: { readonly text: string | null }): Promise<boolean> => {
    this.asked.push(String(message.text));
    return false;
  };
}

describe('a plugin that takes the name of another one', () => {
  let workspace: Workspace;
  let shell: RefusingShell;
  const bank = (mark = ''): string => `${attackerText('Bank', 'web-worker')}\n<!-- ${mark} -->`;
  const load = async (evaluate: Evaluate, src: string, code: string): Promise<unknown> =>
    evaluate(
      `(async () => { const plugin = await api.loadPlugin({ src: ${JSON.stringify(src)} }); return plugin.evaluate(${JSON.stringify(code)}) })()`,
    );
  const keepSecret = async (): Promise<void> => {
    const own = (await apiOf(workspace).loadPlugin({ src: bank() })) as { evaluate: Evaluate };
    await own.evaluate(`api.setConfig('pin', '1234')`);
    expect(await own.evaluate(`api.getConfig('pin')`)).to.equal('1234');
  };

  beforeEach(() => {
    shell = new RefusingShell();
    workspace = createWorkspace({ frameSrc: '/dist/sandbox.html', shell });
  });
  afterEach(() => {
    workspace.dispose();
    for (const key of Object.keys(localStorage))
      if (key.startsWith('imjoy:config:')) localStorage.removeItem(key);
  });

  it('does not get it while the other one runs', async () => {
    await keepSecret();
    const evaluate = await startAttacker(workspace, 'iframe');
    const error = await rejection(load(evaluate, bank('mine'), `api.getConfig('pin')`));
    expect(error.code).to.equal('PERMISSION_DENIED');
    expect(error.message).to.contain('Bank').and.contain('Attacker');
    expect(workspace.plugins.get('Bank').origin.code).not.to.contain('mine');
  });

  it('does not get it while the other one is still loading', async () => {
    const evaluate = await startAttacker(workspace, 'iframe');
    const loading = apiOf(workspace).loadPlugin({ src: bank() });
    const error = await rejection(load(evaluate, bank('mine'), '1'));
    expect(error.code).to.equal('PERMISSION_DENIED');
    await loading;
    expect(workspace.plugins.get('Bank').origin.code).not.to.contain('mine');
  });

  it('does not read what the other one keeps, when that one is gone', async () => {
    await keepSecret();
    await workspace.unload(workspace.plugins.get('Bank'));
    const evaluate = await startAttacker(workspace, 'iframe');
    expect(await load(evaluate, bank('mine'), `api.getConfig('pin')`)).to.equal(null);
    await load(evaluate, bank('mine'), `api.setConfig('pin', '0000')`);
    await keepSecret();
  });

  it('has to give it back when the user loads the other one', async () => {
    const evaluate = await startAttacker(workspace, 'iframe');
    await load(evaluate, bank('mine'), '1');
    await keepSecret();
    expect(workspace.plugins.get('Bank').origin.code).not.to.contain('mine');
  });

  it('is not installed or removed without the user being asked, by name', async () => {
    await keepSecret();
    const evaluate = await startAttacker(workspace, 'iframe');
    const install = `api.installPlugin({ src: ${JSON.stringify(bank('mine'))} })`;
    expect((await rejection(evaluate(install))).code).to.equal('PERMISSION_DENIED');
    const remove = evaluate(`api.uninstallPlugin({ name: 'Bank' })`);
    expect((await rejection(remove)).code).to.equal('PERMISSION_DENIED');
    expect(shell.asked).to.have.length(2);
    for (const text of shell.asked) expect(text).to.contain('Attacker');
    expect(workspace.plugins.get('Bank').state.kind).to.equal('ready');
  });
});
