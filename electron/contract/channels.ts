/** The one channel of all requests and the one of all events. */
export const REQUEST_CHANNEL = 'layeryard:request';
export const EVENT_CHANNEL = 'layeryard:event';
