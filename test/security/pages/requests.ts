import { createWorkspace } from '../../../src/index.js';
import { attempt, REALMS, startAttacker } from '../attacker.js';
import { report } from './report.js';

const ask = (what: string) => `${location.origin}/private?what=${what}`;

/** Ways to ask the page's own server in the name of its user. */
const REQUESTS: Readonly<Record<string, (what: string) => string>> = {
  fetch: (what) => `fetch('${ask(what)}', { credentials: 'include', mode: 'no-cors' })`,
  post: (what) =>
    `fetch('${ask(what)}', { credentials: 'include', mode: 'no-cors', method: 'POST' })`,
  beacon: (what) => `navigator.sendBeacon('${ask(what)}')`,
  image: (what) =>
    `new Promise((resolve) => { const image = new Image(); image.onload = image.onerror = resolve; image.src = '${ask(what)}' })`,
  script: (what) => `importScripts('${ask(what)}')`,
  form: (what) =>
    `new Promise((resolve) => { const frame = document.createElement('iframe'); frame.name = 'inner'; document.body.append(frame); const form = document.createElement('form'); form.method = 'post'; form.action = '${ask(what)}'; form.target = 'inner'; document.body.append(form); frame.onload = resolve; form.submit() })`,
};

await report(async () => {
  const workspace = createWorkspace({ frameSrc: '/dist/sandbox.html' });
  await fetch(ask('page'));
  const readable: string[] = [];
  for (const type of REALMS) {
    const evaluate = await startAttacker(workspace, type, type);
    for (const [how, code] of Object.entries(REQUESTS))
      await evaluate(`${attempt(code(`${type}-${how}`))}.then(() => 0)`);
    const read = await evaluate(
      attempt(`fetch('${location.href}', { credentials: 'include' }).then((r) => r.text())`),
    );
    if (!/^refused/.test(String(read))) readable.push(type);
  }
  return { readable };
});
