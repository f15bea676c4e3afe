import type { Caller } from '../api/api-host.js';
import type { PlaceRequest } from '../api/shell.js';
import { numberOrNull } from './window-config.js';

/** What a window's config asks of the place it is shown in. Spec 4.4, 8.3. */
export function placeRequest(
  config: Readonly<Record<string, unknown>>,
  settled: Pick<PlaceRequest, 'id' | 'name' | 'type' | 'elementId'>,
  asDialog: boolean,
): PlaceRequest {
  return {
    ...settled,
    dialog: asDialog || config.dialog === true || config.as_dialog === true,
    fullscreen: config.fullscreen === true,
    standalone: config.standalone === true,
    size: { w: numberOrNull(config.w), h: numberOrNull(config.h) },
    position: { x: numberOrNull(config.x), y: numberOrNull(config.y) },
  };
}

/** The page's elements belong to the page: plugins may use those that are marked for them. */
export function usableElement(id: string, caller: Caller): string | null {
  if (!id || !caller.plugin) return id || null;
  return document.getElementById(id)?.hasAttribute('data-imjoy-window') ? id : null;
}
