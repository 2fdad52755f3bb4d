/** Single steps of a refresh, for tests that ask for one. */
export {
  refreshMetadata,
  updateRoot,
  updateSnapshot,
  updateTargets,
  updateTimestamp,
  type Refresh,
} from '../refresh.js';
export { startRefresh } from '../repository.js';
