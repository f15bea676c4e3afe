import { html, nothing, type TemplateResult } from 'lit';
import type { EngineClient } from '../../src/index.js';
import { formatAge } from './format-age.js';
import { startCommand } from './start-command.js';

/**
 * What the user can do about an engine that is not connected, or cannot run plugins.
 * @param isForbidden whether the page's own policy keeps it from talking to the engine
 */
export function engineAdvice(
  engine: EngineClient,
  isForbidden: boolean,
): TemplateResult | typeof nothing {
  const { state, info, url } = engine;
  if (state.kind === 'connected' && info?.python === null)
    return html`<p class="problem">
      There is no Python on its computer: plugins in Python cannot run there until it is installed.
    </p>`;
  if (state.kind === 'lost') return lostAdvice(state.since, info?.grace ?? 0);
  if (state.kind !== 'failed') return nothing;
  const { code, message } = state.error;
  return html`<p class="problem">${message}</p>
    ${code === 'ENGINE_REFUSED' ? REFUSED : unreachedAdvice(url, isForbidden)}`;
}

function lostAdvice(since: number, grace: number): TemplateResult {
  const seconds = (Date.now() - since) / 1000;
  const left = Math.ceil(grace - seconds);
  const outlook =
    left > 0
      ? `Plugins go on, and wait for this page for ${formatAge(left)} more.`
      : 'Its plugins have ended for this page, and are started anew when it is there again.';
  return html`<p>Lost for ${formatAge(seconds)}. ${outlook}</p>`;
}

const REFUSED = html`<p>
  Its token is another one by now, or was mistyped. Paste the link below that the engine has printed
  when it was started.
</p>`;

function unreachedAdvice(url: string, isForbidden: boolean): TemplateResult {
  if (isForbidden)
    return html`<p>
      The Content-Security-Policy of this page forbids it. Its author can add
      <code>${url}</code> and <code>${url.replace(/^http/, 'ws')}</code> to
      <code>connect-src</code>. Or use the engine’s own page, at
      <a href=${url} target="_blank" rel="noopener">${url}</a>.
    </p>`;
  if (location.protocol === 'https:' && isElsewhere(url))
    return html`<p>
      This page came by https: browsers let it talk to other computers by https alone. The engine
      has a page of its own, at <a href=${url} target="_blank" rel="noopener">${url}</a>.
    </p>`;
  return html`<p>If it does not run, start it in a terminal on its computer:</p>
    <imjoy-command-line .command=${startCommand(url)}></imjoy-command-line>`;
}

const isElsewhere = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'http:' && !/^(127\.0\.0\.1|\[::1\])$/.test(hostname);
};
