<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * Every setting, typed. A group is made when it is first read, because most requests need few of them.
 * Generated from src/settings/settings.json by `npm run types`. Change the schema, not this file.
 *
 * @phpstan-import-type Values from PurchaseSettings as PurchaseValues
 * @phpstan-import-type Values from ContentIdSettings as ContentIdValues
 * @phpstan-import-type Values from ConsentSettings as ConsentValues
 * @phpstan-import-type Values from DataLayerSettings as DataLayerValues
 * @phpstan-import-type Values from LinksSettings as LinksValues
 * @phpstan-import-type Values from FormsSettings as FormsValues
 * @phpstan-import-type Values from SubscriptionsSettings as SubscriptionsValues
 * @phpstan-import-type Values from VerificationSettings as VerificationValues
 * @phpstan-import-type Values from MatchingSettings as MatchingValues
 * @phpstan-import-type Values from OfflineSettings as OfflineValues
 * @phpstan-import-type Values from ReportSettings as ReportValues
 * @phpstan-import-type Values from ExclusionsSettings as ExclusionsValues
 * @phpstan-import-type Values from UninstallSettings as UninstallValues
 * @phpstan-type Values array{
 *     pixels: list<array{
 *         code: string,
 *         label: string,
 *         test_event_code: string,
 *         added: int,
 *     }>,
 *     events: array<string, array{
 *         dataLayer?: bool,
 *         pixel?: bool,
 *         eventsApi?: bool,
 *         name?: string,
 *     }>,
 *     purchase: PurchaseValues,
 *     content_id: ContentIdValues,
 *     consent: ConsentValues,
 *     data_layer: DataLayerValues,
 *     rules: list<array{
 *         id: string,
 *         label: string,
 *         on: bool,
 *         event: string,
 *         example: string,
 *         when: array{
 *             type: 'page'|'view'|'click'|'submit'|'layer',
 *             url: string,
 *             selector: string,
 *             layer: string,
 *         },
 *         params: list<array{
 *             name: string,
 *             from: 'fixed'|'url'|'attribute'|'layer',
 *             value: string,
 *         }>,
 *     }>,
 *     links: LinksValues,
 *     forms: FormsValues,
 *     subscriptions: SubscriptionsValues,
 *     verification: VerificationValues,
 *     matching: MatchingValues,
 *     offline: OfflineValues,
 *     report: ReportValues,
 *     exclusions: ExclusionsValues,
 *     uninstall: UninstallValues,
 *     page_cache_days: int,
 *     retention_days: int,
 *     table_megabytes: int,
 * }
 * @property-read list<array{
 *     code: string,
 *     label: string,
 *     test_event_code: string,
 *     added: int,
 * }> $pixels
 * @property-read array<string, array{
 *     dataLayer?: bool,
 *     pixel?: bool,
 *     eventsApi?: bool,
 *     name?: string,
 * }> $events Per event what differs from the catalogue's default channels.
 * @property-read PurchaseSettings $purchase
 * @property-read ContentIdSettings $content_id
 * @property-read ConsentSettings $consent
 * @property-read DataLayerSettings $data_layer
 * @property-read list<array{
 *     id: string,
 *     label: string,
 *     on: bool,
 *     event: string,
 *     example: string,
 *     when: array{
 *         type: 'page'|'view'|'click'|'submit'|'layer',
 *         url: string,
 *         selector: string,
 *         layer: string,
 *     },
 *     params: list<array{
 *         name: string,
 *         from: 'fixed'|'url'|'attribute'|'layer',
 *         value: string,
 *     }>,
 * }> $rules Custom events without code.
 * @property-read LinksSettings $links
 * @property-read FormsSettings $forms
 * @property-read SubscriptionsSettings $subscriptions
 * @property-read VerificationSettings $verification
 * @property-read MatchingSettings $matching
 * @property-read OfflineSettings $offline
 * @property-read ReportSettings $report
 * @property-read ExclusionsSettings $exclusions
 * @property-read UninstallSettings $uninstall
 * @property-read int $page_cache_days Longest life of a page in a cache: for as long the values that Duet signed in it hold.
 * @property-read int $retention_days
 * @property-read int $table_megabytes
 */
final class SettingsValues {

	/** @var array<string, mixed> */
	private array $read = [];

	/** @phpstan-param Values $values */
	private function __construct( private readonly array $values ) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self( $values );
	}

	public function __get( string $name ): mixed {
		return $this->read[ $name ] ??= match ( $name ) {
			'purchase' => PurchaseSettings::from( $this->values['purchase'] ),
			'content_id' => ContentIdSettings::from( $this->values['content_id'] ),
			'consent' => ConsentSettings::from( $this->values['consent'] ),
			'data_layer' => DataLayerSettings::from( $this->values['data_layer'] ),
			'links' => LinksSettings::from( $this->values['links'] ),
			'forms' => FormsSettings::from( $this->values['forms'] ),
			'subscriptions' => SubscriptionsSettings::from( $this->values['subscriptions'] ),
			'verification' => VerificationSettings::from( $this->values['verification'] ),
			'matching' => MatchingSettings::from( $this->values['matching'] ),
			'offline' => OfflineSettings::from( $this->values['offline'] ),
			'report' => ReportSettings::from( $this->values['report'] ),
			'exclusions' => ExclusionsSettings::from( $this->values['exclusions'] ),
			'uninstall' => UninstallSettings::from( $this->values['uninstall'] ),
			default => $this->values[ $name ],
		};
	}
}
