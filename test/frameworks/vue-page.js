import { createApp, h, ref } from 'vue';

/** The same dashboard in a Vue application. */
const Dashboard = {
  setup() {
    const repeats = ref(2);
    const shown = ref(true);
    const events = ref([]);
    const note = (event) => events.value.push(event.type);
    const follow = (event) => (repeats.value = event.target.value.repeats);
    return () =>
      h('main', [
        h('button', { id: 'toggle', onClick: () => (shown.value = !shown.value) }, 'toggle'),
        h('output', { id: 'repeats' }, repeats.value),
        h('output', { id: 'events' }, events.value.join(' ')),
        h(
          'imjoy-workspace',
          { plugins: '/test/frameworks/counter.imjoy.html', onImjoyPluginLoaded: note },
          [
            h('imjoy-ui-form', {
              ui: "repeats {id: 'repeats', type: 'number', placeholder: 2}",
              onImjoyUiFormUpdated: follow,
            }),
            shown.value &&
              h('imjoy-window', {
                plugin: 'Counter',
                config: { repeats: repeats.value },
                onImjoyWindowReady: note,
              }),
          ],
        ),
      ]);
  },
};

createApp(Dashboard).mount('#root');
