import { RunningSandbox } from '../../sandbox/run-sandbox.js';
import { pluginText } from '../../support/plugin-text.js';
import { report } from './report.js';

/** A plugin shows a page that never finishes loading in place of its own; its content grows before. */
await report(async () => {
  const heights: number[] = [];
  let heard = () => {};
  const running = new RunningSandbox(
    pluginText(
      { name: 'Hanger', type: 'window' },
      'api.export({ evaluate: (code) => (0, eval)(code) })',
      '<style>body { margin: 0 } #box { height: 120px }</style><window><div id="box"></div></window>',
    ),
    'frame',
    {
      patience: { interval: 50, looks: 10 },
      onHeight: (height) => (heights.push(height), heard()),
    },
  );
  await running.sandbox.start();
  const reaches = (height: number) =>
    new Promise<void>((resolve) => {
      heard = () => heights.includes(height) && resolve();
      heard();
    });
  await reaches(120);
  await running.call('evaluate', 'document.querySelector("#box").style.height = "333px"; 0');
  await reaches(333);
  const silent = new Promise<string>((resolve) =>
    running.sandbox.onState.connect((state) => {
      // That it is busy is told, too.
      if (state !== 'busy') resolve(state);
    }),
  );
  const waiting = running.call('evaluate', 'location = "/hang"; new Promise(() => {})');
  waiting.catch(() => undefined);
  return { heights, state: await silent };
});
