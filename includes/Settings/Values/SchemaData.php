<?php
// phpcs:ignoreFile -- Generated.
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/** Generated from src/settings/settings.json by `npm run types`. Change those, not this file. */
final class SchemaData {

	public const DATA = [
		'$schema' => 'http://json-schema.org/draft-07/schema#',
		'title' => 'Settings',
		'type' => 'object',
		'additionalProperties' => false,
		'properties' => [
			'pixels' => [
				'type' => 'array',
				'default' => [],
				'maxItems' => 10,
				'items' => [
					'type' => 'object',
					'additionalProperties' => false,
					'required' => [ 'code' ],
					'properties' => [
						'code' => [ 'type' => 'string', 'pattern' => '^[A-Z0-9]{16,24}$' ],
						'label' => [ 'type' => 'string', 'maxLength' => 80, 'default' => '' ],
						'test_event_code' => [
							'type' => 'string',
							'pattern' => '^(TEST[0-9]{1,10})?$',
							'default' => '',
						],
						'added' => [
							'type' => 'integer',
							'minimum' => 0,
							'default' => 0,
							'readOnly' => true,
							'description' => 'Unix seconds, set by the server: earlier orders are not this pixel\'s.',
						],
					],
				],
			],
			'events' => [
				'type' => 'object',
				'default' => [],
				'description' => 'Per event what differs from the catalogue\'s default channels.',
				'propertyNames' => [ 'pattern' => '^[A-Za-z0-9 _-]{1,50}$' ],
				'additionalProperties' => [
					'type' => 'object',
					'additionalProperties' => false,
					'properties' => [
						'dataLayer' => [ 'type' => 'boolean' ],
						'pixel' => [ 'type' => 'boolean' ],
						'eventsApi' => [ 'type' => 'boolean' ],
						'name' => [ 'type' => 'string', 'maxLength' => 50 ],
					],
				],
			],
			'purchase' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'moment' => [ 'type' => 'string', 'enum' => [ 'paid', 'placed' ], 'default' => 'paid' ],
					'methods' => [
						'type' => 'object',
						'default' => [],
						'propertyNames' => [ 'pattern' => '^[A-Za-z0-9_-]{1,60}$' ],
						'additionalProperties' => [
							'type' => 'object',
							'additionalProperties' => false,
							'required' => [ 'moment' ],
							'properties' => [
								'moment' => [ 'type' => 'string', 'pattern' => '^[a-z0-9_-]{1,20}$' ],
							],
						],
					],
					'value' => [
						'type' => 'string',
						'enum' => [ 'total', 'without_tax_shipping' ],
						'default' => 'total',
					],
					'without_snapshot' => [
						'type' => 'string',
						'enum' => [ 'none', 'web', 'offline' ],
						'default' => 'none',
					],
					'zero_total' => [ 'type' => 'boolean', 'default' => true ],
				],
			],
			'content_id' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'source' => [
						'type' => 'string',
						'enum' => [ 'official', 'sku', 'id' ],
						'default' => 'official',
					],
					'original_language' => [
						'type' => 'boolean',
						'default' => true,
						'description' => 'With WPML or Polylang: a translated product has the id of its original.',
					],
					'prefix' => [ 'type' => 'string', 'pattern' => '^[A-Za-z0-9._-]{0,30}$', 'default' => '' ],
				],
			],
			'consent' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'mode' => [
						'type' => 'string',
						'enum' => [ 'unset', 'required', 'assumed' ],
						'default' => 'unset',
					],
					'tool' => [
						'type' => 'string',
						'pattern' => '^[a-z][a-z0-9-]*$',
						'maxLength' => 30,
						'default' => 'auto',
						'description' => 'The consent tool, if no plugin brings it: the slug of a class in includes/Consent/Tool.',
					],
					'countries' => [
						'type' => 'array',
						'default' => [],
						'maxItems' => 250,
						'description' => 'ISO 3166-1 alpha-2. With mode "assumed": where consent is required all the same.',
						'items' => [ 'type' => 'string', 'pattern' => '^[A-Z]{2}$' ],
					],
					'gpc' => [
						'type' => 'string',
						'enum' => [ 'block', 'limit', 'ignore' ],
						'default' => 'block',
						'description' => 'What Global Privacy Control means: nothing is sent, or TikTok is told to limit its use.',
					],
					'limited_data_use' => [ 'type' => 'boolean', 'default' => false ],
					'banner_confirmed' => [
						'type' => 'boolean',
						'default' => false,
						'description' => 'The merchant has confirmed mode "assumed" beside a banner that Duet cannot read.',
					],
				],
			],
			'data_layer' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'mode' => [ 'type' => 'string', 'enum' => [ 'auto', 'on', 'off' ], 'default' => 'auto' ],
					'name' => [
						'type' => 'string',
						'pattern' => '^[A-Za-z_$][A-Za-z0-9_$]{0,39}$',
						'default' => 'dataLayer',
					],
					'pixel_by' => [ 'type' => 'string', 'enum' => [ 'duet', 'gtm' ], 'default' => 'duet' ],
					'server_by' => [ 'type' => 'string', 'enum' => [ 'duet', 'gtm' ], 'default' => 'duet' ],
					'user_data' => [
						'type' => 'boolean',
						'default' => false,
						'description' => 'Hashed identity for Tag Manager, after consent, on responses no cache may store.',
					],
				],
			],
			'rules' => [
				'type' => 'array',
				'default' => [],
				'maxItems' => 100,
				'description' => 'Custom events without code.',
				'items' => [
					'type' => 'object',
					'additionalProperties' => false,
					'required' => [ 'id', 'event', 'when' ],
					'properties' => [
						'id' => [ 'type' => 'string', 'pattern' => '^[a-z0-9]{8}$' ],
						'label' => [ 'type' => 'string', 'maxLength' => 80, 'default' => '' ],
						'on' => [ 'type' => 'boolean', 'default' => false ],
						'event' => [ 'type' => 'string', 'maxLength' => 50 ],
						'example' => [
							'type' => 'string',
							'pattern' => '^[a-z0-9_]{0,40}$',
							'default' => '',
							'description' => 'The ready example this rule began as, whose required parameters hold.',
						],
						'when' => [
							'type' => 'object',
							'additionalProperties' => false,
							'required' => [ 'type' ],
							'properties' => [
								'type' => [
									'type' => 'string',
									'enum' => [ 'page', 'view', 'click', 'submit', 'layer' ],
								],
								'url' => [ 'type' => 'string', 'maxLength' => 300, 'default' => '' ],
								'selector' => [ 'type' => 'string', 'maxLength' => 300, 'default' => '' ],
								'layer' => [ 'type' => 'string', 'maxLength' => 100, 'default' => '' ],
							],
						],
						'params' => [
							'type' => 'array',
							'default' => [],
							'maxItems' => 20,
							'items' => [
								'type' => 'object',
								'additionalProperties' => false,
								'required' => [ 'name', 'from', 'value' ],
								'properties' => [
									'name' => [ 'type' => 'string', 'maxLength' => 40 ],
									'from' => [
										'type' => 'string',
										'enum' => [ 'fixed', 'url', 'attribute', 'layer' ],
									],
									'value' => [ 'type' => 'string', 'maxLength' => 300 ],
								],
							],
						],
					],
				],
			],
			'links' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'phone' => [ 'type' => 'boolean', 'default' => true ],
					'email' => [ 'type' => 'boolean', 'default' => true ],
					'whatsapp' => [ 'type' => 'boolean', 'default' => true ],
					'messenger' => [ 'type' => 'boolean', 'default' => true ],
					'file_types' => [
						'type' => 'array',
						'default' => [
							'pdf',
							'doc',
							'docx',
							'xls',
							'xlsx',
							'ppt',
							'pptx',
							'csv',
							'zip',
							'rar',
							'7z',
							'epub',
							'mp3',
							'mp4',
						],
						'maxItems' => 40,
						'items' => [ 'type' => 'string', 'pattern' => '^[a-z0-9]{1,8}$' ],
					],
				],
			],
			'forms' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'event' => [
						'type' => 'string',
						'enum' => [
							'Lead',
							'Contact',
							'Subscribe',
							'CompleteRegistration',
							'SubmitApplication',
							'Schedule',
							'',
						],
						'default' => 'Lead',
						'description' => 'What an accepted form means; empty: nothing.',
					],
					'each' => [
						'type' => 'object',
						'default' => [],
						'description' => 'By form, "<plugin>:<form id>"; empty: nothing.',
						'propertyNames' => [ 'pattern' => '^[a-z0-9-]{1,30}:[A-Za-z0-9_-]{1,60}$' ],
						'additionalProperties' => [
							'type' => 'object',
							'additionalProperties' => false,
							'required' => [ 'event' ],
							'properties' => [ 'event' => [ 'type' => 'string', 'maxLength' => 50 ] ],
						],
					],
				],
			],
			'subscriptions' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'renewals' => [
						'type' => 'boolean',
						'default' => false,
						'description' => 'Whether each paid renewal is a Purchase of its own.',
					],
				],
			],
			'verification' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'name' => [
						'type' => 'string',
						'enum' => [ 'tiktok-domain-verification', 'tiktok-developers-site-verification' ],
						'default' => 'tiktok-domain-verification',
					],
					'token' => [ 'type' => 'string', 'pattern' => '^[A-Za-z0-9_-]{0,128}$', 'default' => '' ],
					'file' => [
						'type' => 'string',
						'pattern' => '^(tiktok[A-Za-z0-9_-]{1,128}[.]txt)?$',
						'default' => '',
					],
					'file_body' => [ 'type' => 'string', 'maxLength' => 300, 'default' => '' ],
				],
			],
			'matching' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'sensitive' => [ 'type' => 'string', 'enum' => [ 'unset', 'no', 'yes' ], 'default' => 'unset' ],
					'events' => [
						'type' => 'object',
						'default' => [],
						'description' => 'Per event the identifiers that differ from the default table.',
						'propertyNames' => [ 'pattern' => '^[A-Za-z0-9 _-]{1,50}$' ],
						'additionalProperties' => [
							'type' => 'object',
							'additionalProperties' => false,
							'properties' => [
								'email' => [ 'type' => 'boolean' ],
								'phone' => [ 'type' => 'boolean' ],
								'external_id' => [ 'type' => 'boolean' ],
								'first_name' => [ 'type' => 'boolean' ],
								'last_name' => [ 'type' => 'boolean' ],
								'city' => [ 'type' => 'boolean' ],
								'state' => [ 'type' => 'boolean' ],
								'zip_code' => [ 'type' => 'boolean' ],
								'country' => [ 'type' => 'boolean' ],
							],
						],
					],
				],
			],
			'offline' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'event_set_id' => [ 'type' => 'string', 'pattern' => '^[0-9]{0,25}$', 'default' => '' ],
				],
			],
			'report' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'weekly' => [ 'type' => 'boolean', 'default' => false ],
					'email' => [
						'type' => 'string',
						'maxLength' => 200,
						'pattern' => '^([^@\\s]+@[^@\\s]+[.][^@\\s]+)?$',
						'default' => '',
					],
				],
			],
			'exclusions' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [
					'staff' => [
						'type' => 'boolean',
						'default' => true,
						'description' => 'Leaves out whoever may manage the shop, and whoever acts as another user.',
					],
					'roles' => [
						'type' => 'array',
						'default' => [],
						'maxItems' => 50,
						'items' => [ 'type' => 'string', 'pattern' => '^[a-z0-9_-]{1,60}$' ],
					],
				],
			],
			'uninstall' => [
				'type' => 'object',
				'default' => [],
				'additionalProperties' => false,
				'properties' => [ 'delete_order_data' => [ 'type' => 'boolean', 'default' => false ] ],
			],
			'page_cache_days' => [
				'type' => 'integer',
				'minimum' => 1,
				'maximum' => 30,
				'default' => 30,
				'description' => 'Longest life of a page in a cache: for as long the values that Duet signed in it hold.',
			],
			'retention_days' => [ 'type' => 'integer', 'minimum' => 7, 'maximum' => 365, 'default' => 30 ],
			'table_megabytes' => [ 'type' => 'integer', 'minimum' => 20, 'maximum' => 20000, 'default' => 200 ],
		],
	];
}
