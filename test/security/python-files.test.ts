import { expect } from '@open-wc/testing';
import { call, openWorkspace } from '../support/open-workspace.js';
import { pythonText } from '../web-python/python-text.js';

/** Takes the port that the files of pyodide come by, and asks for others. */
const THIEF = `
import js
import json
from imjoy import api

STEAL = """
(async (names) => {
  const ports = [];
  const { postMessage } = MessagePort.prototype;
  MessagePort.prototype.postMessage = function (...args) {
    if (args[0]?.name) ports.push(this);
    return postMessage.apply(this, args);
  };
  await (await fetch(FOLDER + 'pyodide-lock.json')).text();
  MessagePort.prototype.postMessage = postMessage;
  const [port] = ports;
  const ask = (name, i) => new Promise((resolve) => {
    port.addEventListener('message', ({ data }) => {
      if (data.id !== -1 - i || 'loaded' in data) return;
      resolve('bytes' in data ? data.bytes.byteLength + ' bytes' : data.problem);
    });
    port.postMessage({ id: -1 - i, name });
  });
  return JSON.stringify(await Promise.all(names.map(ask)));
})
"""

async def steal(folder, names):
    return json.loads(await js.eval(STEAL.replace("FOLDER", json.dumps(folder)))(js.JSON.parse(json.dumps(names))))

async def fetch(url):
    try:
        response = await js.fetch(url)
        return response.status
    except Exception as error:
        return type(error).__name__

api.export({"setup": lambda: None, "steal": steal, "fetch": fetch})
`;

describe('the files that a page hands to Python', () => {
  it('are those of the folder with pyodide: nothing else of its site', async () => {
    const open = openWorkspace({ pyodideSrc: '/dist/pyodide/' });
    const src = pythonText({ name: 'Thief' }, THIEF);
    const thief: object = await open.page('loadPlugin', { src });
    const folder = new URL('/dist/pyodide/', location.href).href;
    const outside = [
      '../core.js',
      '..%2fcore.js',
      '%2e%2e/core.js',
      '.',
      '..',
      '',
      './pyodide.mjs',
      '/package.json',
      '//localhost/package.json',
      'http://localhost/package.json',
      'data:text/plain,x',
      'pyodide.mjs?x',
      'pyodide.mjs#x',
      'a\\..\\..\\core.js',
      5,
      ['pyodide.mjs'],
      { toString: 'x' },
    ];
    const answers: string[] = await call(thief, 'steal', folder, ['pyodide.mjs', ...outside]);
    expect(answers[0], 'the door itself is open').to.match(/^\d+ bytes$/);
    for (const [i, answer] of answers.slice(1).entries())
      expect(answer, JSON.stringify(outside[i])).to.match(/ is no file of pyodide$/);
    // What is asked for in the ordinary way is asked for by an opaque origin.
    expect(await call(thief, 'fetch', new URL('/package.json', location.href).href)).to.equal(
      'JsException',
    );
    open.workspace.dispose();
  });
});
