import '../../../../components/dock/imjoy-dock.js';
import type { PlaceRequest, WindowPlace } from '../../../../src/api/shell.js';
import { holdTimers, type HeldTimers } from '../../../support/hold-timers.js';
import { windowRequest } from '../../shell-requests.js';

/** What a test can do with the page. */
export interface DockPage {
  readonly violations: string[];
  open(id: string, request?: Partial<PlaceRequest>): void;
  place(id: string): WindowPlace | undefined;
  /** Every window's identity: made when its frame was loaded. */
  identities(): Record<string, unknown>;
  /** Where the page shows that what is dragged would go, in the viewport. */
  indicated(): { x: number; y: number; width: number; height: number };
  /** From now on a finger may stay on a tab as long as it likes, and gets no menu. */
  holdMenus(): void;
  /** How many menus would open if it stayed on. */
  menus(): number;
  /** What is wrong with how frames and layout lie on each other. */
  faults(): string[];
}

const dock = document.querySelector('imjoy-dock')!;
const places = new Map<string, WindowPlace>();
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) =>
  violations.push(`${violatedDirective} ${sourceFile}`),
);

const frameOf = (id: string) => places.get(id)?.container.querySelector('iframe') ?? null;

function open(id: string, request: Partial<PlaceRequest> = {}): void {
  const free = { size: { w: null, h: null }, position: { x: null, y: null } };
  const place = dock.placeWindow(windowRequest({ id, name: id, ...free, ...request }));
  const frame = document.createElement('iframe');
  frame.src = '/frame';
  frame.style.width = '100%';
  frame.style.height = '100%';
  place.container.append(frame);
  place.setState({ kind: 'ready' });
  place.onCloseRequest.connect(() => {
    places.delete(id);
    place.remove();
  });
  places.set(id, place);
}

function identities(): Record<string, unknown> {
  return Object.fromEntries(
    [...places.keys()].map((id) => [
      id,
      (frameOf(id)?.contentWindow as unknown as { identity: unknown } | null)?.identity,
    ]),
  );
}

const boxOf = (element: Element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  return [x, y, width, height].map(Math.round).join(' ');
};

function faults(): string[] {
  const root = dock.shadowRoot!;
  const found: string[] = [];
  const visible = [...root.querySelectorAll('.frame:not([data-away])')];
  const layout = root.querySelector<HTMLElement>('.layout')!;
  if (layout.hidden) {
    if (visible.length !== 1) found.push(`${visible.length} frames where one is shown at a time`);
    else if (boxOf(visible[0]!) !== boxOf(root.querySelector('.stage')!))
      found.push('the one frame does not fill the dock');
    return found;
  }
  const stacks = [...root.querySelectorAll('.lm_stack')];
  if (stacks.length !== visible.length)
    found.push(`${visible.length} frames over ${stacks.length} places`);
  for (const stack of stacks) {
    const tab = stack.querySelector('[role=tab][aria-selected=true]');
    const panel = root.getElementById(tab?.getAttribute('aria-controls') ?? '');
    const items = stack.querySelector('.lm_items')!;
    if (!tab) found.push('a place without a selected tab');
    else if (!panel || !visible.includes(panel)) found.push(`no frame for ${tab.ariaLabel}`);
    else if (boxOf(panel) !== boxOf(items))
      found.push(`${tab.ariaLabel} at ${boxOf(panel)}, its place at ${boxOf(items)}`);
    if (stack.querySelectorAll('[role=tab][tabindex="0"]').length !== 1)
      found.push('not one tab in the order of focus');
  }
  if (document.querySelector('body > .lm_dragProxy')) found.push('a drag proxy was left');
  return found;
}

/** Where it is going to: it takes its time to get there. */
function indicated(): ReturnType<DockPage['indicated']> {
  const { style } = document.querySelector<HTMLElement>('body > .lm_dropTargetIndicator')!;
  const [x, y, width, height] = [style.left, style.top, style.width, style.height].map(parseFloat);
  const [right, down] = style.translate.split(' ').map(parseFloat);
  return { x: x! + right!, y: y! + (down ?? 0), width: width!, height: height! };
}

let held: HeldTimers | null = null;

const page: DockPage = {
  violations,
  holdMenus() {
    held = holdTimers(500);
  },
  menus: () => held?.count ?? 0,
  open,
  place: (id) => places.get(id),
  identities,
  indicated,
  faults,
};
Object.assign(window, { page });
