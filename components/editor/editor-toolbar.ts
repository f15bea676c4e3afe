import { html, nothing, type TemplateResult } from 'lit';
import { icon, type IconName } from '../builtin/shared/icon.js';
import type { Activity } from './editor-session.js';

/** What the toolbar shows and whom it tells. */
export interface ToolbarState {
  /** Whether there is a workspace to save to. */
  readonly works: boolean;
  readonly readOnly: boolean;
  readonly activity: Activity;
  readonly dirty: boolean;
  /** Whether the text is of a plugin that the workspace keeps. */
  readonly stored: boolean;
  readonly tags: readonly string[];
  readonly tag: string | null;
  onSave(): void;
  onRun(): void;
  onReload(): void;
  onTag(tag: string): void;
  onFind(): void;
  onOpen(): void;
  onExport(): void;
  onNew(button: HTMLElement): void;
  onRemove(): void;
}

const STATES: Readonly<Record<Exclude<Activity, 'idle'>, string>> = {
  saving: 'Saving…',
  loading: 'Loading…',
  running: 'Running…',
  removing: 'Removing…',
};

export function editorToolbar(state: ToolbarState): TemplateResult {
  const isBusy = state.activity !== 'idle';
  const isWritable = state.works && !state.readOnly;
  return html`<div class="bar" part="toolbar" role="toolbar" aria-label="Plugin">
    <div class="tools">
      ${
        isWritable
          ? button('save', 'Save', 'Save and load (Ctrl+S)', state.onSave, isBusy, state.dirty)
          : nothing
      }
      ${state.works ? button('play', 'Run', 'Run (Shift+Enter)', state.onRun, isBusy) : nothing}
      ${
        isWritable
          ? button('reload', 'Reload', 'Load without saving (Ctrl+L)', state.onReload, isBusy)
          : nothing
      }
      ${state.tags.length > 0 ? tagSelect(state) : nothing}
    </div>
    <div class="tools of-file">
      ${status(state)} ${button('search', 'Find', 'Find and replace (Ctrl+F)', state.onFind)}
      ${isWritable ? button('folder', 'Open', 'Open a file', state.onOpen) : nothing}
      ${button('download', 'Export', 'Save as a file', state.onExport)}
      ${isWritable ? newButton(state) : nothing}
      ${
        isWritable && state.stored
          ? button('clear', 'Remove', 'Remove from the workspace', state.onRemove, isBusy)
          : nothing
      }
    </div>
  </div>`;
}

function button(
  name: IconName,
  label: string,
  title: string,
  act: () => void,
  disabled = false,
  primary = false,
): TemplateResult {
  return html`<button
    class=${primary ? 'primary' : ''}
    title=${title}
    ?disabled=${disabled}
    @click=${act}
  >
    ${icon(name)}<span class="label">${label}</span>
  </button>`;
}

function newButton({ onNew }: ToolbarState): TemplateResult {
  return html`<button
    title="Start a new plugin"
    aria-haspopup="menu"
    @click=${(event: Event) => onNew(event.currentTarget as HTMLElement)}
  >
    ${icon('add')}<span class="label">New</span>
  </button>`;
}

function tagSelect({ tags, tag, onTag, activity }: ToolbarState): TemplateResult {
  const select = (event: Event) => onTag((event.currentTarget as HTMLSelectElement).value);
  return html`<label class="tag">
    <span class="label">Tag</span>
    <select aria-label="Tag" ?disabled=${activity !== 'idle'} @change=${select}>
      ${tags.map((name) => html`<option .selected=${name === tag}>${name}</option>`)}
    </select>
  </label>`;
}

function status({ works, activity, dirty, stored, readOnly }: ToolbarState): TemplateResult {
  const settled = readOnly ? 'Read only' : dirty ? 'Unsaved' : stored ? 'Saved' : '';
  const text = activity === 'idle' ? settled : STATES[activity];
  const isMarked = dirty && works && activity === 'idle';
  return html`<span class="state ${isMarked ? 'dirty' : ''}" part="state" role="status">
    <span>${works || readOnly ? text : ''}</span>
  </span>`;
}
