import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { KIT } from '../kit.js';
import { locate } from '../serve/locate.js';
import { sendFile } from '../serve/send-file.js';
import { PAGE_STYLE, workspacePage } from '../workspace-page.js';

const KIT_PATH = '/imjoy/';

/**
 * Answers requests for the app of an engine: its page, and the kit that the page loads. Nothing that a user or a
 * plugin has written is on its site, since whatever runs there has the token.
 * @param engine its URL
 */
export async function answerForApp(
  engine: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { method, url = '/' } = request;
  if (method !== 'GET' && method !== 'HEAD')
    return void response.writeHead(405, { Allow: 'GET, HEAD' }).end();
  const [path = '/'] = url.split(/[?#]/);
  if (path === '/')
    return void response.writeHead(200, HEADERS).end(method === 'HEAD' ? '' : pageOf(engine));
  const found = path.startsWith(KIT_PATH) ? await locate(KIT, path.slice(KIT_PATH.length)) : null;
  if (found?.stats.isFile()) return sendFile(request, response, found);
  response.writeHead(404).end();
}

const pageOf = (engine: string): string =>
  workspacePage({
    name: 'default',
    title: 'ImJoy',
    modules: [`${KIT_PATH}imjoy.js`],
    attributes: { engine, persist: '', 'url-params': '' },
  });

const styleHash = createHash('sha256').update(PAGE_STYLE).digest('base64');

/** Plugins come from anywhere, and so do the pages that they show; all that runs in the page is the kit. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  `style-src 'self' 'sha256-${styleHash}'`,
  'connect-src * ws: wss: data: blob:',
  'frame-src *',
  'img-src * data: blob:',
  'media-src * data: blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
];

const HEADERS = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': POLICY.join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};
