import { expect } from '@open-wc/testing';
import type { LitElement } from 'lit';
import { sendKeys } from '@web/test-runner-commands';
import { DomShell } from '../../components/shell/dom-shell.js';
import type { ImjoyShellWindowElement } from '../../components/shell/shell-window-element.js';
import type { PlaceRequest, WindowPlace } from '../../src/api/shell.js';
import { INJECTION, windowRequest } from './shell-requests.js';
import { expectAccessible } from '../support/accessible.js';
import { waitUntil } from '../support/wait-until.js';

describe('DomShell.placeWindow', () => {
  const shell = new DomShell();
  let places: WindowPlace[] = [];
  const own: Element[] = [];

  afterEach(() => {
    for (const place of places) place.remove();
    places = [];
    document.querySelector('imjoy-shell')?.remove();
    for (const element of own.splice(0)) element.remove();
  });

  function addToPage<K extends 'div' | 'input'>(tag: K): HTMLElementTagNameMap[K] {
    const element = document.createElement(tag);
    document.body.append(element);
    own.push(element);
    return element;
  }

  function place(request: Partial<PlaceRequest> = {}): WindowPlace {
    const placed = shell.placeWindow(windowRequest(request));
    places.push(placed);
    return placed;
  }

  const elementOf = (placed: WindowPlace) =>
    placed.container.parentElement as ImjoyShellWindowElement;
  const find = (placed: WindowPlace, selector: string) =>
    elementOf(placed).renderRoot?.querySelector<HTMLElement>(selector) ?? null;
  const frame = (placed: WindowPlace) => find(placed, '[part=base]')!;

  async function framed(placed: WindowPlace): Promise<WindowPlace> {
    await waitUntil(() => find(placed, '[part=base]'), 'the frame is loaded');
    await elementOf(placed).updateComplete;
    await waitUntil(() => getComputedStyle(frame(placed)).visibility === 'visible');
    return placed;
  }

  const box = (placed: WindowPlace) => {
    const { x, y, width, height } = frame(placed).getBoundingClientRect();
    return { x, y, width, height };
  };

  function heard(
    placed: WindowPlace,
    signal: 'onCloseRequest' | 'onRetry' | 'onFocus',
  ): () => number {
    let count = 0;
    placed[signal].connect(() => count++);
    return () => count;
  }

  async function drag(
    target: HTMLElement,
    dx: number,
    dy: number,
    during = () => {},
  ): Promise<void> {
    // A pointer that was made up cannot be captured.
    target.setPointerCapture = () => undefined;
    const fire = (type: string, clientX: number, clientY: number) =>
      target.dispatchEvent(
        new PointerEvent(type, { clientX, clientY, bubbles: true, composed: true, pointerId: 1 }),
      );
    fire('pointerdown', 100, 100);
    fire('pointermove', 100 + dx / 2, 100 + dy / 2);
    fire('pointermove', 100 + dx, 100 + dy);
    await Promise.resolve();
    during();
    fire('pointerup', 100 + dx, 100 + dy);
    await ((target.getRootNode() as ShadowRoot).host as LitElement).updateComplete;
  }

  it('has its container on the page at once and never moves it, so that a frame loads once', async () => {
    let loads = 0;
    const placed = place();
    expect(placed.container.isConnected).to.equal(true);
    const content = document.createElement('iframe');
    content.addEventListener('load', () => loads++);
    content.srcdoc = '<p>content';
    placed.container.append(content);
    await waitUntil(() => loads === 1);
    const inner = content.contentWindow;
    await framed(placed);
    const other = await framed(place());
    placed.focus();
    placed.setState({ kind: 'unresponsive' });
    placed.hide();
    await elementOf(placed).updateComplete;
    placed.show();
    find(placed, '[aria-label="Maximize window"]')!.click();
    await drag(find(other, 'header')!, 50, 50);
    await elementOf(placed).updateComplete;
    expect([loads, content.contentWindow === inner]).to.deep.equal([1, true]);
  });

  it('is where and as large as asked for, and can be moved and resized by pointer', async () => {
    const placed = await framed(place());
    expect(box(placed)).to.deep.equal({ x: 60, y: 60, width: 480, height: 300 });
    await drag(find(placed, 'header')!, 40, 30, () => {
      expect(find(placed, '.shield')!.getBoundingClientRect().width).to.equal(innerWidth);
      expect(getComputedStyle(placed.container).pointerEvents).to.equal('none');
    });
    expect(box(placed)).to.deep.equal({ x: 100, y: 90, width: 480, height: 300 });
    await drag(find(placed, '.corner')!, 20, 10);
    expect(box(placed)).to.deep.equal({ x: 100, y: 90, width: 500, height: 310 });
    await drag(find(placed, '.edge.w')!, 20, 10);
    expect(box(placed)).to.deep.equal({ x: 120, y: 90, width: 480, height: 310 });
    expect(getComputedStyle(placed.container).pointerEvents).to.equal('auto');
    await drag(find(placed, '[aria-label="Close window"]')!, 40, 30);
    expect(box(placed).x, 'a button is no handle').to.equal(120);
  });

  it('lies above what the page raises', async () => {
    const raised = addToPage('div');
    raised.style.cssText = 'position: fixed; inset: 0; z-index: 900';
    const placed = await framed(place());
    const { x, y } = box(placed);
    expect(document.elementFromPoint(x + 9, y + 9)).to.equal(elementOf(placed));
  });

  it('can be moved and resized by keys', async () => {
    const placed = await framed(place());
    find(placed, '.grip')!.focus();
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowDown' });
    find(placed, '.corner')!.focus();
    await sendKeys({ press: 'ArrowLeft' });
    await elementOf(placed).updateComplete;
    expect(box(placed)).to.deep.equal({ x: 70, y: 70, width: 470, height: 300 });
  });

  it('resizes in units of 30 pixels and tells of the size of its content', async () => {
    const placed = await framed(place());
    const sizes: number[] = [];
    placed.onResize.connect(({ width }) => sizes.push(width));
    placed.resize({ w: 10 });
    await waitUntil(() => sizes.at(-1) === 298);
    expect(box(placed)).to.deep.equal({ x: 60, y: 60, width: 300, height: 300 });
  });

  it('maximizes and restores, by button and double click', async () => {
    const placed = await framed(place());
    find(placed, '[aria-label="Maximize window"]')!.click();
    await elementOf(placed).updateComplete;
    expect(box(placed)).to.include({ x: 0, y: 0, height: innerHeight });
    find(placed, 'h2')!.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
    await elementOf(placed).updateComplete;
    expect(box(placed).width).to.equal(480);
    expect(box(await framed(place({ fullscreen: true }))).x).to.equal(0);
    expect(box(await framed(place({ standalone: true }))).x).to.equal(0);
  });

  it('comes to the front when it gets the focus, without moving in the document', async () => {
    const [first, second] = [await framed(place()), await framed(place())];
    const inFront = () => {
      const { x, y } = box(first);
      const hit = document.elementFromPoint(x + 100, y + 100);
      return hit && elementOf(first).contains(hit) ? first : second;
    };
    expect(inFront()).to.equal(second);
    const focused = heard(first, 'onFocus');
    find(first, '.grip')!.focus();
    await elementOf(first).updateComplete;
    expect([inFront() === first, focused()]).to.deep.equal([true, 1]);
    second.focus();
    await waitUntil(() => inFront() === second);
    second.hide();
    await waitUntil(() => elementOf(first).front, 'a hidden window is not in front');
    expect(elementOf(first).nextElementSibling).to.equal(elementOf(second));
  });

  it('comes to the front on a click in its frame, of which the page hears nothing', async () => {
    const [first, second] = [await framed(place()), await framed(place())];
    const frames = [first, second].map(({ container }) => {
      const content = document.createElement('iframe');
      content.srcdoc = '<input>';
      container.append(content);
      return content;
    });
    for (const index of [0, 1, 0]) {
      frames[index]!.focus();
      await waitUntil(() => elementOf([first, second][index]!).front);
    }
  });

  it('does not catch what the user types elsewhere, and gives the focus back in the end', async () => {
    const field = addToPage('input');
    field.focus();
    const placed = await framed(place());
    placed.focus();
    // The way to the focus is shorter than to a window that is asked for later.
    const later = await framed(place());
    expect(document.activeElement).to.equal(field);
    later.remove();
    find(placed, '.grip')!.focus();
    placed.remove();
    expect(document.activeElement).to.equal(field);
    expect(placed.container.isConnected).to.equal(false);
    placed.remove();
  });

  it('lets the window decide when it closes', async () => {
    const placed = await framed(place());
    const asked = heard(placed, 'onCloseRequest');
    find(placed, '[aria-label="Close window"]')!.click();
    expect([asked(), placed.container.isConnected]).to.deep.equal([1, true]);
    placed.remove();
    expect(asked(), 'it was not the user who removed it').to.equal(1);
  });

  it('asks to close when somebody takes the shell off the page', async () => {
    const asked = heard(await framed(place()), 'onCloseRequest');
    document.querySelector('imjoy-shell')!.remove();
    expect(asked()).to.equal(1);
  });

  it('says how it stands with the window', async () => {
    const placed = await framed(place());
    const [retried, closed] = [heard(placed, 'onRetry'), heard(placed, 'onCloseRequest')];
    const button = (label: string) =>
      [...elementOf(placed).renderRoot.querySelectorAll('button')].find(
        (candidate) => candidate.innerText === label,
      )!;
    const settled = async () => {
      await elementOf(placed).updateComplete;
      for (const animation of document.getAnimations()) animation.cancel();
      await expectAccessible(elementOf(placed));
    };

    await settled();
    expect(find(placed, '[role=status]')!.innerText).to.contain('Loading').and.contain('Histogram');
    placed.setState({ kind: 'failed', error: new Error('sigma is not defined') });
    await settled();
    expect(find(placed, '[role=alert]')!.innerText)
      .to.contain('Histogram')
      .and.contain('sigma is not defined');
    button('Retry').click();
    button('Close').click();
    expect([retried(), closed()]).to.deep.equal([1, 1]);
    placed.setState({ kind: 'unresponsive' });
    await settled();
    expect(find(placed, '[role=alert]')!.innerText).to.contain('not responding');
    button('Stop').click();
    expect(closed()).to.equal(2);
    placed.setState({ kind: 'ready' });
    await settled();
    expect(find(placed, '[part=state]')).to.equal(null);
  });

  it('keeps what it was told before its frame was there', async () => {
    const placed = place();
    placed.setName('Renamed');
    placed.setState({ kind: 'ready' });
    placed.resize({ w: 9 });
    await framed(placed);
    await waitUntil(() => box(placed).width === 270);
    expect(find(placed, 'h2')!.innerText).to.equal('Renamed');
    expect(find(placed, '[part=state]')).to.equal(null);
  });

  it('is a modal dialog when asked for one', async () => {
    const field = addToPage('input');
    field.focus();
    const placed = await framed(place({ dialog: true, size: { w: null, h: null } }));
    placed.setState({ kind: 'ready' });
    const asked = heard(placed, 'onCloseRequest');
    await waitUntil(() => frame(placed).matches(':modal'));
    expect(box(placed).width).to.equal(Math.min(800, innerWidth - 32));
    await expectAccessible(elementOf(placed));
    (frame(placed) as HTMLDialogElement).requestClose();
    expect([asked(), frame(placed).matches(':modal')]).to.deep.equal([1, true]);
    placed.hide();
    await waitUntil(() => !frame(placed).matches(':modal'));
    placed.show();
    await waitUntil(() => frame(placed).matches(':modal'));
    placed.remove();
    expect(document.activeElement).to.equal(field);
    expect(asked()).to.equal(1);
  });

  it('goes into the element of the page that is asked for', async () => {
    const target = addToPage('div');
    target.id = 'target';
    const placed = await framed(place({ elementId: 'target' }));
    expect(target.contains(placed.container)).to.equal(true);
    expect(frame(placed).clientHeight).to.equal(300);
    expect(find(placed, 'header')).to.equal(null);
    await expectAccessible(elementOf(placed));
    const floating = await framed(place({ elementId: 'missing' }));
    expect(find(floating, 'header')).not.to.equal(null);
  });

  it('takes no text for HTML', async () => {
    const placed = await framed(place({ name: INJECTION }));
    const inline = await framed(place({ name: INJECTION, elementId: 'none' }));
    for (const kind of ['loading', 'unresponsive', 'failed'] as const) {
      placed.setState({ kind, error: new Error(INJECTION) });
      await elementOf(placed).updateComplete;
      expect(find(placed, '[part=state]')!.innerText).to.contain(INJECTION);
      expect(find(placed, 'img, b')).to.equal(null);
    }
    expect(find(placed, 'h2')!.innerText).to.equal(INJECTION);
    expect(find(inline, 'img, b')).to.equal(null);
  });
});
