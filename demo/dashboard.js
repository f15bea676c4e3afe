/** The form drives the viewer, and the numbers above it follow what the viewer finds. */
const form = document.querySelector('#filter');
const viewer = await document.querySelector('#viewer').ready;

const formats = {
  count: (value) => String(value),
  threshold: (value) => Math.round(value).toLocaleString('en'),
  sigma: (value) => `${value} px`,
};

function show(values) {
  for (const output of document.querySelectorAll('[data-fact]')) {
    const name = output.dataset.fact;
    output.textContent = formats[name](values[name]);
  }
}

async function apply() {
  const { sigma, method, threshold, shown } = form.value;
  await viewer.showPicture(shown);
  show(await viewer.applyFilter({ sigma, threshold: method === 'Otsu' ? null : threshold }));
}

form.addEventListener('imjoy-ui-form-updated', apply);
await viewer.on('segmented', show);
show(await viewer.getStats());
