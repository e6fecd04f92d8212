/** What every channel is. A channel sees neither the other channels nor the trigger of an event. */
import type { ChannelName } from '../../events/catalogue.ts';
import type { DuetEvent } from '../../events/event.ts';

export interface Channel {
	readonly key: ChannelName;
	/** Its name in version 0.1: on pages that a cache still serves, and in `localStorage`. */
	readonly old: 'layer' | 'pixel' | 'relay';
	/** @param as the event's name on this channel */
	accept( event: DuetEvent, as: string | true ): void;
}
