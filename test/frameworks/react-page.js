/* global document */
import { createElement as h, useEffect, useRef, useState } from 'react';
import { createRoot } from 'react-dom/client';

/** A dashboard of a React application: elements of the kit as children of its components. */
function Dashboard() {
  const [repeats, setRepeats] = useState(2);
  const [shown, setShown] = useState(true);
  const [events, setEvents] = useState([]);
  const form = useRef(null);

  useEffect(() => {
    const { current } = form;
    const follow = () => setRepeats(current.value.repeats);
    current.addEventListener('imjoy-ui-form-updated', follow);
    return () => current.removeEventListener('imjoy-ui-form-updated', follow);
  }, []);

  const note = (event) => setEvents((before) => [...before, event.type]);
  return h(
    'main',
    null,
    h('button', { id: 'toggle', onClick: () => setShown(!shown) }, 'toggle'),
    h('output', { id: 'repeats' }, repeats),
    h('output', { id: 'events' }, events.join(' ')),
    h(
      'imjoy-workspace',
      { plugins: '/test/frameworks/counter.imjoy.html', 'onimjoy-plugin-loaded': note },
      h('imjoy-ui-form', {
        ref: form,
        ui: "repeats {id: 'repeats', type: 'number', placeholder: 2}",
      }),
      shown &&
        h('imjoy-window', {
          plugin: 'Counter',
          config: { repeats },
          'onimjoy-window-ready': note,
        }),
    ),
  );
}

createRoot(document.getElementById('root')).render(h(Dashboard));
