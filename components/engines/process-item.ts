import { html, nothing, type TemplateResult } from 'lit';
import type { ProcessInfo } from '../../src/index.js';
import { formatBytes } from '../builtin/values/format-bytes.js';
import { formatAge } from './format-age.js';

export interface ProcessView {
  /** What is there of its log; null where that is closed. */
  readonly log: TemplateResult | null;
  readonly isEnding: boolean;
  /** Whether it is there no more, and only its log is. */
  readonly isGone: boolean;
  /** Whether the engine can be asked. */
  readonly isConnected: boolean;
  toggleLog(): void;
  kill(): void;
}

/** A process of a plugin on an engine: what it is, who holds it, what it uses, and what can be done about it. */
export function processItem(process: ProcessInfo, view: ProcessView): TemplateResult {
  const { name, workspace, tag, flags, memory, cpu, age } = process;
  const { isGone, isEnding, isConnected, log, kill, toggleLog } = view;
  return html`<li class="process">
    <div class="what">
      <strong><bdi>${name}</bdi></strong>
      <span class="place"
        ><bdi>${workspace}</bdi>${tag ? html` · <bdi>${tag}</bdi>` : nothing}</span
      >
      ${flags.map((flag) => html`<span class="flag">${flag}</span>`)}
    </div>
    <div class="facts">
      ${
        isGone
          ? html`<span role="status">has ended</span>`
          : html`<span>${holdersText(process)}</span><span>for ${formatAge(age)}</span
              ><span class="number">${memory === null ? '' : formatBytes(memory)}</span
              ><span class="number">${cpu === null ? '' : `${Math.round(cpu)} % CPU`}</span>`
      }
    </div>
    <div class="acts">
      <button
        type="button"
        aria-label="Log of ${name}"
        aria-expanded=${log !== null}
        @click=${toggleLog}
      >
        Log
      </button>
      ${
        isGone
          ? nothing
          : html`<button
              type="button"
              aria-label="Kill ${name}"
              ?disabled=${isEnding || !isConnected}
              @click=${kill}
            >
              ${isEnding ? 'Ending…' : 'Kill'}
            </button>`
      }
    </div>
    ${log ?? nothing}
  </li>`;
}

/** Which pages it works for. */
function holdersText({ holders, own, detached }: ProcessInfo): string {
  const others = own ? holders - 1 : holders;
  const other = others === 1 ? '1 other page' : `${others} other pages`;
  if (holders === 0) return detached === null ? 'no page' : `no page for ${formatAge(detached)}`;
  if (!own) return other;
  return others === 0 ? 'this page' : `this page and ${other}`;
}
