import { expect } from '@open-wc/testing';
import type { ImageStage } from '../../../components/builtin/image/image-stage.js';
import { eventually, openView, press, textOf } from './support.js';

/** Values 1000 + x + 100 y, 16 bit. */
function ramp(width = 20, height = 10): { data: Uint16Array; shape: number[] } {
  const data = Uint16Array.from(
    { length: width * height },
    (_, i) => 1000 + (i % width) + 100 * Math.floor(i / width),
  );
  return { data, shape: [height, width] };
}

/** Low enough to come without the contrast bar, unless told otherwise. */
async function openImage(src: unknown, config: unknown = null, height = 300) {
  const opened = await openView('imjoy/image', { src }, { config, height });
  const stage = await eventually(() => opened.root.querySelector<ImageStage>('imjoy-image-stage'));
  await stage.updateComplete;
  const surface = stage.shadowRoot!.querySelector<HTMLElement>('[role="application"]')!;
  const canvas = stage.shadowRoot!.querySelector('canvas')!;
  return { ...opened, stage, surface, canvas };
}

/** Red, green, blue, alpha at a place of the stage, given as parts of its size. */
function colorAt(canvas: HTMLCanvasElement, x: number, y: number): number[] {
  const context = canvas.getContext('2d')!;
  return [
    ...context.getImageData(Math.floor(x * canvas.width), Math.floor(y * canvas.height), 1, 1).data,
  ];
}

const isDrawn = (canvas: HTMLCanvasElement) => () =>
  canvas.width > 0 && colorAt(canvas, 0.5, 0.5)[3] === 255;

afterEach(() => document.querySelectorAll('imjoy-image-view').forEach((view) => view.remove()));

describe('imjoy/image', () => {
  it('stretches the contrast of 16-bit values from black to white', async () => {
    const { canvas } = await openImage(ramp());
    await eventually(isDrawn(canvas));
    const top = await eventually(() => {
      for (let y = 0; y < 0.5; y += 0.01) if (colorAt(canvas, 0.01, y)[3] === 255) return y + 0.02;
      return null;
    });
    expect(colorAt(canvas, 0.01, top)[0]).to.be.below(12);
    expect(colorAt(canvas, 0.99, 1 - top)[0]).to.be.above(243);
  });

  it('draws the NaN of floats as nothing', async () => {
    const { canvas } = await openImage({ data: Float32Array.of(NaN, 1, 0, NaN), shape: [2, 2] });
    await eventually(() => canvas.width > 0 && colorAt(canvas, 0.55, 0.45)[3] === 255);
    expect(colorAt(canvas, 0.45, 0.45)[3]).to.equal(0);
    expect(colorAt(canvas, 0.55, 0.45).slice(0, 3)).to.deep.equal([255, 255, 255]);
  });

  it('takes every form of picture', async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4, height: 3 });
    canvas.getContext('2d')!.fillRect(0, 0, 4, 3);
    const blob = await new Promise<Blob>((done) => canvas.toBlob((made) => done(made!)));
    const sources: unknown[] = [
      canvas.toDataURL(),
      blob,
      new File([blob], 'a.png'),
      URL.createObjectURL(blob),
      new ImageData(4, 3),
      {
        _rtype: 'ndarray',
        _rvalue: new Float32Array(12).buffer,
        _rshape: [3, 4],
        _rdtype: 'float32',
      },
      { data: new BigInt64Array(36), shape: [3, 4, 3] },
      new File(['<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>'], 'a.svg', {
        type: 'image/svg+xml',
      }),
    ];
    for (const src of sources) {
      const { view } = await openImage(src);
      expect(textOf(view)).to.include('4 × 3');
      view.remove();
    }
    const direct = await openView('imjoy/image', ramp(4, 3));
    await eventually(() => textOf(direct.view).includes('4 × 3'));
  });

  it('says when an address leads to no image', async () => {
    const { view } = await openView('imjoy/image', { src: 'data:image/png;base64,AAAA' });
    await eventually(() => textOf(view).includes('cannot be loaded'));
  });

  it('shows only the newest of several images', async () => {
    const broken = { src: 'data:image/png;base64,AAAA' };
    const { view } = await openView('imjoy/image', broken);
    view.data = { src: ramp(7, 5) };
    await eventually(() => textOf(view).includes('7 × 5'));
    // The same image, asked for later: once it has failed, so has the first.
    const { view: later } = await openView('imjoy/image', broken);
    await eventually(() => textOf(later).includes('cannot be loaded'));
    expect(textOf(view)).to.include('7 × 5');
  });

  it('zooms, pans and fits by keyboard', async () => {
    const { stage, surface } = await openImage(ramp());
    await eventually(() => stage.scale > 1);
    const fitted = stage.scale;
    press(surface, '+');
    press(surface, '+');
    expect(stage.scale).to.be.closeTo(fitted * 1.5625, 1e-9);
    press(surface, '-');
    expect(stage.scale).to.be.closeTo(fitted * 1.25, 1e-9);
    press(surface, '0');
    expect([stage.scale, stage.isFitted]).to.deep.equal([fitted, true]);
    press(surface, '1');
    expect(stage.scale).to.equal(1);
  });

  it('tells the value under the pointer, and pixel by pixel by keyboard', async () => {
    const { view, root, stage, surface, heard } = await openImage(ramp());
    await eventually(() => stage.scale > 1);
    const { left, top, width, height } = stage.getBoundingClientRect();
    const at = { clientX: left + width / 2 + 1, clientY: top + height / 2 + 1 };
    stage.dispatchEvent(new PointerEvent('pointermove', at));
    await view.updateComplete;
    expect(textOf(root.querySelector('.status')!)).to.match(/x 10 +y 5 += +1510/);
    press(surface, 'ArrowRight', { shiftKey: true });
    press(surface, 'ArrowUp', { shiftKey: true });
    await view.updateComplete;
    expect(textOf(root.querySelector('[role="status"]')!)).to.match(/x 11 +y 4 += +1411/);
    press(surface, 'Enter');
    expect(heard.events.at(-1)).to.deep.equal([
      'select',
      { x: 11, y: 4, position: [], value: [1411] },
    ]);
  });

  it('zooms at the wheel, but lets the page scroll when it cannot', async () => {
    const { stage } = await openImage(ramp());
    await eventually(() => stage.scale > 1);
    const before = stage.scale;
    const wheel = (deltaY: number) => {
      const event = new WheelEvent('wheel', { deltaY, cancelable: true });
      stage.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(wheel(-100)).to.equal(true);
    expect(stage.scale).to.be.above(before);
    for (let i = 0; i < 40; i++) wheel(400);
    expect(wheel(400)).to.equal(false);
  });

  it('chooses slices of a stack', async () => {
    const data = Uint8Array.from({ length: 60 }, (_, i) => Math.floor(i / 20));
    const { view, root, surface, heard } = await openImage({ data, shape: [3, 4, 5] });
    const slider = root.querySelector<HTMLInputElement>('.slice input')!;
    expect(slider.valueAsNumber).to.equal(2);
    slider.value = '3';
    slider.dispatchEvent(new Event('input'));
    expect(heard.events).to.deep.include(['slice', [2]]);
    press(surface, 'ArrowLeft', { shiftKey: true });
    await view.updateComplete;
    expect(textOf(root.querySelector('.status')!)).to.match(/= +2/);
    view.methods['setSlice']!(-5);
    expect(heard.events.at(-1)).to.deep.equal(['slice', [0]]);
  });

  it('sets black and white by slider, by button, by config and by call', async () => {
    const config = { contrast_limits: [1100, 1200], colormap: 'magma' };
    const { view, root, heard } = await openImage(ramp(), config, 500);
    const bar = await eventually(() => root.querySelector('imjoy-contrast-bar')?.shadowRoot);
    await eventually(() => bar.querySelector('select')?.value === 'magma');
    expect(textOf(bar)).to.include('1100 – 1200');
    const [black] = bar.querySelectorAll('input');
    black!.value = '1000';
    black!.dispatchEvent(new Event('input'));
    const [, moved] = heard.events.at(-1)! as [string, { low: number; high: number }];
    expect(moved.low).to.be.above(1100).and.below(moved.high);
    [...bar.querySelectorAll('button')]
      .find((button) => button.textContent!.includes('Full'))!
      .click();
    expect(heard.events.at(-1)).to.deep.equal(['contrast', { low: 1000, high: 1919 }]);
    view.methods['setContrast']!(5, 6);
    await view.updateComplete;
    expect(heard.events.at(-1)).to.deep.equal(['contrast', { low: 5, high: 6 }]);
  });

  it('touches no more pixels of a large image than the window shows', async () => {
    const side = 4096;
    const areas: number[] = [];
    const { putImageData } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.putImageData = function (
      ...args: [ImageData, number, number, number?, number?, number?, number?]
    ) {
      areas.push((args[5] ?? args[0].width) * (args[6] ?? args[0].height));
      putImageData.apply(this, args as Parameters<typeof putImageData>);
    };
    try {
      const { stage, canvas } = await openImage({
        data: new Uint16Array(side * side),
        shape: [side, side],
      });
      await eventually(isDrawn(canvas));
      stage.zoomTo(1);
      await eventually(() => areas.length > 1);
      expect(Math.max(...areas)).to.be.below(3 * canvas.width * canvas.height);
    } finally {
      CanvasRenderingContext2D.prototype.putImageData = putImageData;
    }
  });

  it('stays at its slice when the next data has the same shape', async () => {
    const data = new Uint8Array(60);
    const { view, root } = await openImage({ data, shape: [3, 4, 5] });
    view.methods['setSlice']!(2);
    view.data = { src: { data: data.slice(), shape: [3, 4, 5] } };
    await view.updateComplete;
    await eventually(() => textOf(root.querySelector('.slice')!).includes('3 / 3'));
    view.data = { src: { data: data.slice(), shape: [5, 4, 3, 1] } };
    await eventually(() => textOf(root.querySelector('.slice')!).includes('3 / 5'));
  });
});
