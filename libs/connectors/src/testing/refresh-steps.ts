/** Single steps of a refresh, for tests that ask for one. */
export {
  refreshMetadata,
  updateRoot,
  updateSnapshot,
  updateTargets,
  updateTimestamp,
  type Refresh,
} from '../tuf/refresh.js';
export { startRefresh } from '../tuf/repository.js';
