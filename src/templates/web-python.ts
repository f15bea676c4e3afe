import type { PluginTemplate } from './plugin-template.js';

export const webPython: PluginTemplate = {
  id: 'web-python',
  title: 'Python in the browser',
  description: 'Python that needs no installation: it runs in the browser itself.',
  code: `<docs lang="markdown">
# My Web Python

What the plugin does, for its users.
</docs>

<config lang="json">
{
  "name": "My Web Python",
  "type": "web-python",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "Greets in Python.",
  "tags": [],
  "ui": "Name {id: 'name', type: 'string', placeholder: 'world'}",
  "inputs": null,
  "outputs": null,
  "flags": [],
  "icon": "extension",
  "requirements": [],
  "dependencies": []
}
</config>

<script lang="python">
from imjoy import api

class ImJoyPlugin:
    async def setup(self):
        await api.log("initialized")

    async def run(self, ctx):
        greeting = "Hello " + ctx.config.name
        await api.showMessage(greeting)
        return greeting

api.export(ImJoyPlugin())
</script>
`,
};
