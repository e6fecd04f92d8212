/* Generated from settings.json by `npm run types`. Change the schema, not this file. */

export interface Settings {
	/**
	 * @maxItems 10
	 */
	pixels?: {
		code: string;
		label?: string;
		test_event_code?: string;
		/**
		 * Unix seconds, set by the server: earlier orders are not this pixel's.
		 */
		added?: number;
	}[];
	/**
	 * Per event what differs from the catalogue's default channels.
	 */
	events?: {
		[k: string]: {
			dataLayer?: boolean;
			pixel?: boolean;
			eventsApi?: boolean;
			name?: string;
		};
	};
	purchase?: {
		moment?: 'paid' | 'placed';
		methods?: {
			[k: string]: {
				moment: string;
			};
		};
		value?: 'total' | 'without_tax_shipping';
		without_snapshot?: 'none' | 'web' | 'offline';
		zero_total?: boolean;
	};
	content_id?: {
		source?: 'official' | 'sku' | 'id';
		prefix?: string;
	};
	consent?: {
		mode?: 'unset' | 'required' | 'assumed';
	};
	data_layer?: {
		mode?: 'auto' | 'on' | 'off';
		name?: string;
	};
	exclusions?: {
		/**
		 * @maxItems 50
		 */
		roles?: string[];
	};
	uninstall?: {
		delete_order_data?: boolean;
	};
	retention_days?: number;
}
