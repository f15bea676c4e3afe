import type { PluginTemplate } from './plugin-template.js';

export const windowTemplate: PluginTemplate = {
  id: 'window',
  title: 'Window',
  description: 'A window of your own in HTML, CSS and JavaScript.',
  code: `<docs lang="markdown">
# My Window

What the plugin does, for its users.
</docs>

<config lang="json">
{
  "name": "My Window",
  "type": "window",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "Greets whoever opens it.",
  "tags": [],
  "ui": "",
  "inputs": null,
  "outputs": null,
  "flags": [],
  "icon": "extension",
  "requirements": [],
  "dependencies": [],
  "defaults": { "w": 20, "h": 10 }
}
</config>

<window>
  <main>
    <h1>Hello</h1>
    <button id="greet">Greet</button>
  </main>
</window>

<style>
main {
  padding: 16px;
  font-family: system-ui, sans-serif;
}
</style>

<script lang="javascript">
class Plugin {
  async setup() {
    document.getElementById('greet').onclick = () => api.alert('Hello from a window');
  }

  // Called when the window is opened, and again with new data.
  async run(ctx) {
    if (ctx.data && ctx.data.title) document.querySelector('h1').textContent = ctx.data.title;
  }
}

api.export(new Plugin());
</script>
`,
};
