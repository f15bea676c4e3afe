import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../../components/workflow/imjoy-workflow.js';
import type { ImjoyWorkflowElement } from '../../../components/workflow/imjoy-workflow.js';
import { builtinWindows } from '../../../components/builtin/index.js';
import type { ImjoyWorkflowEndedEvent } from '../../../components/workflow/events.js';
import {
  toWorkflowLink,
  type ImjoyError,
  type OpsValue,
  type WorkflowStep,
} from '../../../src/index.js';
import { expectAccessible } from '../../support/accessible.js';
import { openWorkspace, type OpenWorkspace } from '../../support/open-workspace.js';
import { deepAll, eventually, textOf } from '../builtin/support.js';
import { waitUntil } from '../../support/wait-until.js';

describe('<imjoy-workflow>', () => {
  let open: OpenWorkspace;
  let calls: Record<string, unknown>[];
  let answer: () => unknown;

  beforeEach(() => {
    calls = [];
    answer = () => undefined;
    open = openWorkspace();
    offer('Blur', "sigma: {id:'sigma', type:'number', placeholder:2}");
  });
  afterEach(() => open.workspace.dispose());

  function offer(name: string, ui: string): void {
    const run = (context: Record<string, unknown>) => {
      calls.push(context['config'] as Record<string, unknown>);
      return answer();
    };
    const provider = { name, id: name };
    open.workspace.services.register({ type: 'operator', name, ui, run }, provider);
  }

  async function show(ops: WorkflowStep[] = []): Promise<ImjoyWorkflowElement> {
    const element = await fixture<ImjoyWorkflowElement>(
      html`<imjoy-workflow
        .workspace=${open.workspace}
        .value=${{ ops, resetVariables: true } satisfies OpsValue}
      ></imjoy-workflow>`,
    );
    await eventually(
      () => deepAll(element.shadowRoot!, 'imjoy-workflow-step').length >= ops.length,
    );
    return element;
  }

  const button = (element: Element, text: string, index = 0) =>
    eventually(
      () =>
        deepAll(element.shadowRoot!, 'button').filter((found) => textOf(found).trim() === text)[
          index
        ] as HTMLElement | undefined,
    );
  const press = async (element: Element, text: string, index = 0) =>
    (await button(element, text, index)).click();
  const steps = (element: ImjoyWorkflowElement) => element.value.ops.map(({ type }) => type);
  const menuOf = async (element: Element, index: number, entry: string) => {
    const menu = await eventually(
      () => deepAll(element.shadowRoot!, '.menu')[index] as HTMLElement | undefined,
    );
    menu.click();
    const entries = () => deepAll(menu.getRootNode() as ShadowRoot, '[role=menuitem]');
    const found = await eventually(() => entries().find((item) => textOf(item).trim() === entry));
    (found as HTMLElement).click();
  };
  /** What a run's end is announced with. */
  const endOf = async (element: HTMLElement) => {
    const event = (await oneEvent(element, 'imjoy-workflow-ended')) as Event;
    return (event as ImjoyWorkflowEndedEvent).error as ImjoyError | null;
  };
  const enter = (field: HTMLInputElement, text: string): void => {
    field.value = text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  };

  it('adds what is chosen from the operators and the built-in steps, and runs it', async () => {
    const element = await show();
    await press(element, 'Add a step');
    await press(element, 'Set a variable');
    await waitUntil(() => steps(element).length === 1);
    const added = () => deepAll(element.shadowRoot!, 'imjoy-workflow-step')[0];
    await waitUntil(() => added()?.matches(':focus-within'), 'the new step has the focus');
    await press(element, 'Add a step');
    await sendKeys({ type: 'blu' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => steps(element).length === 2);
    expect(element.value.ops).to.deep.equal([
      { type: 'math/set', name: 'variable', value: 0 },
      { type: 'Blur', sigma: 2 },
    ]);
    const fields = await eventually(() => {
      const all = deepAll(element.shadowRoot!, '.expression, .variable') as HTMLInputElement[];
      return all.length === 3 && all;
    });
    enter(fields[1]!, '5');
    enter(fields[2]!, 'variable × 2');
    const ended = endOf(element);
    await press(element, 'Run');
    expect(await ended).to.equal(null);
    expect(calls).to.deep.equal([{ type: 'Blur', sigma: 10 }]);
    await element.updateComplete;
    expect(textOf(element.shadowRoot!.querySelector('[role=status]')!).trim()).to.equal('Done');
  });

  it('moves, deletes and brings back steps', async () => {
    const blur = (sigma: number) => ({ type: 'Blur', sigma });
    const element = await show([blur(1), blur(2), blur(3)]);
    const sigmas = () => element.value.ops.map(({ sigma }) => sigma).join();
    await menuOf(element, 0, 'Move down');
    await waitUntil(() => sigmas() === '2,1,3');
    await menuOf(element, 2, 'Move up');
    await waitUntil(() => sigmas() === '2,3,1');
    await menuOf(element, 1, 'Delete');
    await waitUntil(() => sigmas() === '2,1');
    await press(element, 'Undo');
    await waitUntil(() => sigmas() === '2,3,1');
    await menuOf(element, 0, 'Add above');
    await press(element, 'Comment');
    await waitUntil(() => steps(element)[0] === 'instructions/comment');
  });

  it('keeps the steps inside others, and says at its step what failed', async () => {
    const inner = { ops: [{ type: 'Blur', sigma: 1 }], resetVariables: false };
    const element = await show([{ type: 'instructions/repeat', count: 2, steps: inner }]);
    const field = await eventually(
      () => deepAll(element.shadowRoot!, '.expression')[1] as HTMLInputElement | undefined,
    );
    enter(field, '7');
    const expected = { ...inner, ops: [{ type: 'Blur', sigma: 7 }] };
    await waitUntil(
      () => JSON.stringify(element.value.ops[0]!['steps']) === JSON.stringify(expected),
    );
    answer = () => {
      throw new Error('<b>on purpose</b>');
    };
    const ended = endOf(element);
    await press(element, 'Run');
    expect((await ended)?.code).to.equal('WORKFLOW_STEP');
    const alert = await eventually(() => deepAll(element.shadowRoot!, '.failure')[0]);
    expect(textOf(alert)).to.equal('step 1.a "Blur": <b>on purpose</b>');
    expect(textOf((alert.getRootNode() as ShadowRoot).querySelector('.bullet')!).trim()).to.equal(
      'a',
    );
  });

  it('stops a run that would not end', async () => {
    const element = await show([
      { type: 'instructions/repeat', count: 1e9, steps: { ops: [], resetVariables: false } },
    ]);
    const ended = endOf(element);
    await press(element, 'Run');
    await press(element, 'Stop');
    expect((await ended)?.code).to.equal('RPC_ABORTED');
    const status = element.shadowRoot!.querySelector('[part=status]')!;
    await eventually(() => textOf(status).trim() === 'Stopped');
  });

  it('starts with the variables of its last run, if it is to keep them', async () => {
    const element = await show([{ type: 'math/set', name: 'a', value: 1 }]);
    for (const type of ['math/set', 'math/operation']) {
      const step = { type, name: 'a', operation: '+', value: 1 };
      element.value = { ops: [step], resetVariables: false };
      const ended = endOf(element);
      await element.run();
      expect(await ended, type).to.equal(null);
    }
  });

  it('ends its run when it leaves the page', async () => {
    answer = () => new Promise(() => undefined);
    const element = await show([{ type: 'Blur' }]);
    const ended = endOf(element);
    void element.run();
    await waitUntil(() => calls.length === 1);
    element.remove();
    expect((await ended)?.code).to.equal('RPC_ABORTED');
  });

  it('goes on with its one run when it is moved', async () => {
    let settle = (): void => undefined;
    answer = () => new Promise<void>((resolve) => (settle = resolve));
    const element = await show([{ type: 'Blur' }]);
    const ended = endOf(element);
    void element.run();
    void element.run();
    await waitUntil(() => calls.length > 0);
    element.parentElement!.append(element);
    await Promise.resolve();
    settle();
    expect(await ended).to.equal(null);
    expect(calls.length).to.equal(1);
  });

  it('saves, renames, deletes, brings back and loads', async () => {
    const element = await show([{ type: 'Blur', sigma: 4 }]);
    const keys = async () => (await open.workspace.store.documentKeys('workflow/')).join();
    await press(element, 'Save');
    enter(
      await eventually(() => element.shadowRoot!.querySelector<HTMLInputElement>('.panel input')),
      'nuclei',
    );
    await sendKeys({ press: 'Enter' });
    await press(element, 'Rename');
    expect(await keys()).to.equal('workflow/nuclei');
    enter(
      (await eventually(() =>
        deepAll(element.shadowRoot!, 'input').find(({ ariaLabel }) =>
          /New name/.test(ariaLabel ?? ''),
        ),
      )) as HTMLInputElement,
      'cells',
    );
    await sendKeys({ press: 'Enter' });
    await button(element, 'Load');
    await eventually(() => textOf(element).includes('cells'));
    expect(await keys()).to.equal('workflow/cells');
    await press(element, 'Delete');
    await press(element, 'Undo');
    element.value = { ops: [], resetVariables: true };
    await press(element, 'Load');
    await waitUntil(() => steps(element).length === 1);
    expect(element.value.ops).to.deep.equal([{ type: 'Blur', sigma: 4 }]);
    expect(element.name).to.equal('cells');
    expect(await keys()).to.equal('workflow/cells');
  });

  it('fills its list from a link and runs nothing of it', async () => {
    const element = await show();
    const workflow = { ops: [{ type: 'Blur', sigma: 4 }], resetVariables: false };
    await element.open(await toWorkflowLink(workflow, location.href));
    expect(element.value).to.deep.equal(workflow);
    await element.updateComplete;
    expect(calls).to.deep.equal([]);
    await element.open('nonsense');
    await element.updateComplete;
    expect(textOf(element.shadowRoot!.querySelector('.problem')!)).to.include('no workflow');
    expect(element.value).to.deep.equal(workflow);
  });

  it('keeps steps whose operator is gone, and shows them again when it comes', async () => {
    const element = await show([{ type: 'Later', k: 5 }]);
    expect(textOf(await eventually(() => deepAll(element.shadowRoot!, '.missing')[0]))).to.include(
      'Later',
    );
    expect(element.value.ops).to.deep.equal([{ type: 'Later', k: 5 }]);
    offer('Later', "k {id:'k', type:'number'}");
    const field = await eventually(() => deepAll(element.shadowRoot!, '.expression')[0]);
    await waitUntil(() => (field as HTMLInputElement).value === '5');
  });

  for (const theme of ['light', 'dark']) {
    it(`has no accessibility faults in ${theme}`, async () => {
      const element = await show([
        { type: 'instructions/repeat', count: 2, steps: { ops: [{ type: 'Blur' }] } },
        { type: 'Gone' },
      ]);
      element.setAttribute('theme', theme);
      const ground = theme === 'dark' ? '#141c24' : '#ffffff';
      element.parentElement!.style.setProperty('background', ground);
      element.style.setProperty('--imjoy-color-scheme', theme);
      await eventually(() => deepAll(element.shadowRoot!, '.expression').length > 1);
      await expectAccessible(element);
    });
  }

  it('is a window of the kit', async () => {
    const view = await builtinWindows['imjoy/workflow']!();
    Object.assign(view, {
      context: { workspace: open.workspace },
      data: { workflow: { ops: [{ type: 'Blur', sigma: 1 }] } },
    });
    document.body.append(view);
    const element = (await eventually(
      () => deepAll(view.shadowRoot!, 'imjoy-workflow')[0],
    )) as ImjoyWorkflowElement;
    await waitUntil(() => element.value.ops.length === 1);
    expect(calls).to.deep.equal([]);
    view.remove();
  });
});
