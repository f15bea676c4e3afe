/** Keeps the numbers in the article equal to what the viewer found. */
const viewer = await document.querySelector('#viewer').ready;

const formats = {
  sigma: (value) => String(value),
  count: (value) => String(value),
  threshold: (value) => Math.round(value).toLocaleString('en'),
};

function show(values) {
  for (const output of document.querySelectorAll('[data-live]')) {
    const name = output.dataset.live;
    output.textContent = formats[name](values[name]);
  }
}

await viewer.on('segmented', show);
show(await viewer.getStats());
