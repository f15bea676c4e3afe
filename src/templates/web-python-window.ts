import type { PluginTemplate } from './plugin-template.js';

export const webPythonWindow: PluginTemplate = {
  id: 'web-python-window',
  title: 'Python window',
  description: 'A window of your own in HTML and CSS, with Python in the place of JavaScript.',
  code: `<docs lang="markdown">
# My Python Window

What the plugin does, for its users.
</docs>

<config lang="json">
{
  "name": "My Python Window",
  "type": "web-python-window",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "Greets whoever opens it, in Python.",
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

<script lang="python">
from imjoy import api
from js import document
from pyodide.ffi.wrappers import add_event_listener

class ImJoyPlugin:
    async def setup(self):
        add_event_listener(document.getElementById("greet"), "click", self.greet)

    # Called when the window is opened, and again with new data.
    async def run(self, ctx):
        if ctx.data and ctx.data.title:
            document.querySelector("h1").textContent = ctx.data.title

    async def greet(self, event):
        await api.alert("Hello from Python")

api.export(ImJoyPlugin())
</script>
`,
};
