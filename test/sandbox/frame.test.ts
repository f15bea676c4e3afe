import { expect } from '@open-wc/testing';
import { sandboxContract } from '../contracts/sandbox-contract.js';
import { pluginText, rejection } from '../support/plugin-text.js';
import { sandboxes } from './run-sandbox.js';

describe('a sandbox in a frame', () => {
  sandboxContract('frame');
});

describe('the page of a plugin', () => {
  const { start } = sandboxes();
  const evaluator = 'api.export({ evaluate: (code) => eval(code) })';
  const page = (blocks: string, config = {}) =>
    start(pluginText({ name: 'P', type: 'window', ...config }, evaluator, blocks), 'frame');
  const color = (selector: string) =>
    `getComputedStyle(document.querySelector('${selector}')).color`;

  it('has every style block, and the sheets of src, links and requirements', async () => {
    const sheet = (rule: string) => `data:text/css,${encodeURIComponent(rule)}`;
    const running = await page(
      `<style>a { color: rgb(1, 0, 0) }</style>
       <style>b { color: rgb(2, 0, 0) }</style>
       <style src="${sheet('i { color: rgb(3, 0, 0) }')}"></style>
       <link rel="stylesheet" href="${sheet('u { color: rgb(4, 0, 0) }')}"></link>
       <window><p><a>a</a><b>b</b><i>i</i><u>u</u><s>s</s></p></window>`,
      { requirements: [`css:${sheet('s { color: rgb(5, 0, 0) }')}`] },
    );
    const red = (selector: string, value: number) =>
      running.call(
        'evaluate',
        `new Promise((resolve) => (function look() { ${color(selector)} === 'rgb(${value}, 0, 0)' ? resolve(true) : requestAnimationFrame(look) })())`,
      );
    expect(await running.call('evaluate', color('s')), 'required: awaited').to.equal(
      'rgb(5, 0, 0)',
    );
    for (const [index, selector] of ['a', 'b', 'i', 'u'].entries())
      expect(await red(selector, index + 1), selector).to.equal(true);
  });

  it('has all roots of all window blocks, trimmed, before any script runs', async () => {
    const running = await page(
      `<window>  <p id="one"></p><p id="two"></p> text </window><window>
         <p id="three"></p>
       </window>
       <script lang="javascript">early = [...document.body.childNodes].slice(-6, -2).map((node) => node.outerHTML ?? node.data)</script>`,
    );
    expect(await running.call('evaluate', 'early')).to.deep.equal([
      '<p id="one"></p>',
      '<p id="two"></p>',
      ' text',
      '<p id="three"></p>',
    ]);
  });

  it('keeps scripts of other types for other scripts', async () => {
    const running = await page(
      `<script id="template" type="text/x-handlebars" lang="html" data-x="1"><b>{{name}}</b></script>
       <script id="shader" lang="glsl" src="data:text/plain,x">void main() {}</script>`,
    );
    const read = (id: string, what: string) =>
      running.call('evaluate', `document.getElementById('${id}').${what}`);
    expect(await read('template', 'textContent')).to.equal('<b>{{name}}</b>');
    expect(await read('template', 'dataset.x')).to.equal('1');
    expect(await read('shader', 'textContent')).to.equal('void main() {}');
    expect(await read('shader', 'src')).to.equal('data:text/plain,x');
  });

  it('lets inline handlers find the functions of scripts', async () => {
    const running = await page(
      `<window><button onclick="press(this)">b</button></window>
       <script lang="javascript">function press(button) { button.textContent = 'pressed' }</script>`,
    );
    const text = await running.call(
      'evaluate',
      `document.querySelector('button').click(), document.querySelector('button').textContent`,
    );
    expect(text).to.equal('pressed');
  });

  it('is told nothing of the address that the page around it has', async () => {
    const running = await page('');
    expect(await running.call('evaluate', 'document.referrer')).to.equal('');
  });

  it('may answer with what no other page can read: the call rejects', async () => {
    const running = await start(
      pluginText(
        { name: 'A' },
        `const post = MessagePort.prototype.postMessage
         const empty = new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0]))
         api.export({ answer() {
           MessagePort.prototype.postMessage = function (message, ...rest) {
             if (message[0] === 'answer') message[3] = empty
             return post.call(this, message, ...rest)
           }
         } })`,
      ),
      'frame',
    );
    expect((await rejection(running.call('answer'))).code).to.equal('VALUE_UNSUPPORTED');
  });

  it('may fill the screen, as any page may', async () => {
    const running = await page('');
    expect(await running.call('evaluate', 'document.fullscreenEnabled')).to.equal(true);
  });

  it('is believed no height that no page has', async () => {
    const heights: unknown[] = [];
    const running = await start(
      pluginText(
        { name: 'H' },
        `const post = MessagePort.prototype.postMessage
         api.export({ lie(value) {
           MessagePort.prototype.postMessage = function (message, ...rest) {
             MessagePort.prototype.postMessage = post
                          return post.call(this, ['call', message[1], '$height', [value], false], ...rest)
           }
           return api.anything().catch(() => {})
         } })`,
      ),
      'frame',
      { onHeight: (height) => heights.push(height), api: { anything: () => 1 } },
    );
    heights.length = 0;
    for (const lie of [Infinity, -1, NaN, 1e9, '50', null, { valueOf: 5 }, 77])
      await running.call('lie', lie);
    expect(heights.filter((height) => height !== 16)).to.deep.equal([77]);
  });
});
