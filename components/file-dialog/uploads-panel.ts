import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { check, close, refresh } from '../icons/glyphs.js';
import { outline } from '../icons/outline.js';
import type { Upload, UploadQueue } from './upload-queue.js';

/** What is on its way to the file manager; nothing where nothing is. */
export function uploadsPanel(queue: UploadQueue): TemplateResult | typeof nothing {
  const { all } = queue;
  if (all.length === 0) return nothing;
  const done = all.filter(({ state }) => state === 'done').length;
  return html`<section class="uploads" aria-label="Uploads">
    <p>
      <span role="status">${done} of ${all.length} uploaded</span>
      <button type="button" @click=${() => queue.cancelAll()}>
        ${queue.isBusy ? 'Cancel all' : 'Clear'}
      </button>
    </p>
    <ul>
      ${repeat(
        all,
        ({ file }) => file,
        (upload) => item(upload, queue),
      )}
    </ul>
  </section>`;
}

function item(upload: Upload, queue: UploadQueue): TemplateResult {
  const { name, state, progress, problem } = upload;
  return html`<li>
    <bdi class="name">${name}</bdi>
    ${
      state === 'done'
        ? html`<span class="done">${outline(check)}<span class="hidden">uploaded</span></span>`
        : state === 'failed'
          ? html`<span class="why" role="alert">${problem}</span>
              <button
                type="button"
                class="square"
                aria-label=${`Go on with ${name}`}
                title="Go on"
                @click=${() => queue.retry(upload)}
              >
                ${outline(refresh)}
              </button>`
          : html`<progress
              aria-label=${`Upload of ${name}`}
              max="1"
              .value=${progress ?? 0}
            ></progress>`
    }
    ${
      state !== 'done' && queue.canCancel(upload)
        ? html`<button
            type="button"
            class="square"
            aria-label=${`Cancel ${name}`}
            title="Cancel"
            @click=${() => queue.cancel(upload)}
          >
            ${outline(close)}
          </button>`
        : nothing
    }
  </li>`;
}
