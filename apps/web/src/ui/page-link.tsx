export { AnchorLink as PageLink, ButtonLink as PageButton } from './links.tsx';
