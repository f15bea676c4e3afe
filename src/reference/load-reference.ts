/** Fetches the documented lists of the api's members and the config's fields: for editors and generators. */
export const loadReference = (): Promise<typeof import('./index.js')> => import('./index.js');
