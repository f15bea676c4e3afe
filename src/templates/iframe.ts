import type { PluginTemplate } from './plugin-template.js';

export const iframe: PluginTemplate = {
  id: 'iframe',
  title: 'Hidden frame',
  description: 'JavaScript that needs a DOM or WebGL, but shows nothing by itself.',
  code: `<docs lang="markdown">
# My Frame

What the plugin does, for its users.
</docs>

<config lang="json">
{
  "name": "My Frame",
  "type": "iframe",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "Draws a picture out of sight.",
  "tags": [],
  "ui": "Width {id: 'width', type: 'number', placeholder: 128, min: 1, max: 1024}",
  "inputs": null,
  "outputs": null,
  "flags": [],
  "icon": "extension",
  "requirements": [],
  "dependencies": []
}
</config>

<script lang="javascript">
class Plugin {
  async setup() {
    this.canvas = document.createElement('canvas');
  }

  async run(ctx) {
    this.canvas.width = this.canvas.height = ctx.config.width;
    const brush = this.canvas.getContext('2d');
    brush.fillStyle = 'teal';
    brush.fillRect(0, 0, this.canvas.width, this.canvas.height);
    await api.createWindow({
      name: 'A picture',
      type: 'imjoy/image',
      data: { src: this.canvas.toDataURL() },
    });
  }
}

api.export(new Plugin());
</script>
`,
};
