export {
  parsePageLink,
  toPageLink,
  withoutTaken,
  type PageLink,
  type PageLinkFields,
} from './page-link.js';
