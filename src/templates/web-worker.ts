import type { PluginTemplate } from './plugin-template.js';

export const webWorker: PluginTemplate = {
  id: 'web-worker',
  title: 'Web worker',
  description: 'JavaScript that computes beside the page, without a window of its own.',
  code: `<docs lang="markdown">
# My Worker

What the plugin does, for its users.
</docs>

<config lang="json">
{
  "name": "My Worker",
  "type": "web-worker",
  "version": "0.1.0",
  "api_version": "0.1.8",
  "description": "Counts in the background.",
  "tags": [],
  "ui": "Count to {id: 'limit', type: 'number', placeholder: 10, min: 1}",
  "inputs": null,
  "outputs": null,
  "flags": [],
  "icon": "extension",
  "env": "",
  "requirements": [],
  "dependencies": []
}
</config>

<script lang="javascript">
class Plugin {
  async setup() {
    await api.log('initialized');
  }

  async run(ctx) {
    let sum = 0;
    for (let i = 1; i <= ctx.config.limit; i++) sum += i;
    await api.showMessage('The sum is ' + sum);
    return sum;
  }
}

api.export(new Plugin());
</script>
`,
};
