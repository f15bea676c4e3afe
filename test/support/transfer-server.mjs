/**
 * Uploads and downloads under `/transfers/`, as a middleware of the server that browser tests run on. What
 * is sent to `…/held` stops half-way until `/transfers/release` is asked for; `/transfers/lost` answers
 * once the last of those has lost its client.
 */
import { once } from 'node:events';
import { PassThrough } from 'node:stream';

const PREFIX = '/transfers/';
const HALF = Buffer.alloc(1 << 20, 'x');

let release = () => {};
let lost = Promise.resolve();

/** Stops the request until it is released. */
async function hold({ res }) {
  lost = once(res, 'close');
  await new Promise((resolve) => (release = resolve));
}

/** What was sent: the form's files, and the headers that must be there or must not. */
async function readUpload({ req }) {
  const form = await new Response(req, { headers: req.headers }).formData();
  const files = [...form].map(([field, { name, size }]) => ({ field, name, size }));
  const { cookie = null, 'x-token': token = null } = req.headers;
  return { files, text: files[0].size < 100 ? await form.get('file').text() : '', token, cookie };
}

async function sendHalves(context, body) {
  body.write(HALF);
  await hold(context);
  body.end(HALF);
}

const answers = {
  upload: readUpload,
  'upload/text': () => 'stored',
  'upload/held': async (context) => {
    await hold(context);
    return readUpload(context);
  },
  'upload/dropped': ({ req }) => void req.destroy(),
  'upload/full': (context) => void (context.status = 507),
  download: (context) => ({ method: context.method, token: context.get('x-token') }),
  'download/held': (context) => {
    const body = new PassThrough();
    context.set('Content-Length', String(2 * HALF.length));
    void sendHalves(context, body);
    return body;
  },
  release: () => (release(), ''),
  lost: () => lost.then(() => ''),
};

/** @type {import('@web/test-runner').TestRunnerConfig['middleware'][number]} */
export async function transferServer(context, next) {
  const answer = context.path.startsWith(PREFIX) && answers[context.path.slice(PREFIX.length)];
  if (!answer) return next();
  // Sandboxed frames are cross-origin to every server.
  context.set('Access-Control-Allow-Origin', '*');
  context.set('Access-Control-Allow-Headers', '*');
  context.body = context.method === 'OPTIONS' ? '' : ((await answer(context)) ?? '');
}
