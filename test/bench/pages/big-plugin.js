/** Plugin files as large as asked for: code, markup and attachments that look like tags inside. */

const line = (i) =>
  `  rows.push({id: ${i}, html: '<b class="cell">' + names[${i}] + '</b>'}); // row ${i} < ${i + 1}\n`;

const texts = new Map();

const compose = (megabytes) => {
  const part = Math.round((megabytes * 1e6) / 3);
  const lines = Array.from({ length: Math.ceil(part / line(1e5).length) }, (_, i) => line(i + 1e5));
  const body = lines.join('').slice(0, part);
  return [
    '<docs lang="markdown">\nA large plugin.\n</docs>',
    '<config lang="json">\n{"name": "Large", "type": "window", "version": "0.1.0", "api_version": "0.1.8", "description": "", "defaults": {}}\n</config>',
    `<script lang="javascript">\n${body}\n</script>`,
    `<window lang="html">\n<pre>\n${body.replaceAll('<', '&lt;')}</pre>\n</window>`,
    `<attachment name="table">\n${body}\n</attachment>`,
  ].join('\n\n');
};

/** @param {number} megabytes about as many @returns {string} the same text every time */
export function bigPlugin(megabytes) {
  if (!texts.has(megabytes)) texts.set(megabytes, compose(megabytes));
  return texts.get(megabytes);
}
