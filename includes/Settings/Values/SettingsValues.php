<?php
declare(strict_types=1);

namespace Duet\Settings\Values;

defined( 'ABSPATH' ) || exit;

/**
 * Every setting, typed.
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
 *             counts: 'accepted'|'sent'|'shown',
 *             shown: string,
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
 *     official_plugin_off: bool,
 *     page_cache_days: int,
 *     retention_days: int,
 *     table_megabytes: int,
 * }
 */
final class SettingsValues {

	/**
	 * @param list<array{
	 *     code: string,
	 *     label: string,
	 *     test_event_code: string,
	 *     added: int,
	 * }> $pixels
	 * @param array<string, array{
	 *     dataLayer?: bool,
	 *     pixel?: bool,
	 *     eventsApi?: bool,
	 *     name?: string,
	 * }> $events Per event what differs from the catalogue's default channels.
	 * @param list<array{
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
	 *         counts: 'accepted'|'sent'|'shown',
	 *         shown: string,
	 *     },
	 *     params: list<array{
	 *         name: string,
	 *         from: 'fixed'|'url'|'attribute'|'layer',
	 *         value: string,
	 *     }>,
	 * }> $rules Custom events without code.
	 * @param bool $official_plugin_off TikTok's own plugin sends no pixel and server events.
	 * @param int $page_cache_days Longest life of a page in a cache: for as long the values that Duet signed in it hold.
	 */
	public function __construct(
		public readonly array $pixels,
		public readonly array $events,
		public readonly PurchaseSettings $purchase,
		public readonly ContentIdSettings $content_id,
		public readonly ConsentSettings $consent,
		public readonly DataLayerSettings $data_layer,
		public readonly array $rules,
		public readonly LinksSettings $links,
		public readonly FormsSettings $forms,
		public readonly SubscriptionsSettings $subscriptions,
		public readonly VerificationSettings $verification,
		public readonly MatchingSettings $matching,
		public readonly OfflineSettings $offline,
		public readonly ReportSettings $report,
		public readonly ExclusionsSettings $exclusions,
		public readonly UninstallSettings $uninstall,
		public readonly bool $official_plugin_off,
		public readonly int $page_cache_days,
		public readonly int $retention_days,
		public readonly int $table_megabytes,
	) {
	}

	/**
	 * @param array<string, mixed> $values Complete and checked, as Settings::all() returns them.
	 * @phpstan-param Values $values
	 */
	public static function from( array $values ): self {
		return new self(
			$values['pixels'],
			$values['events'],
			PurchaseSettings::from( $values['purchase'] ),
			ContentIdSettings::from( $values['content_id'] ),
			ConsentSettings::from( $values['consent'] ),
			DataLayerSettings::from( $values['data_layer'] ),
			$values['rules'],
			LinksSettings::from( $values['links'] ),
			FormsSettings::from( $values['forms'] ),
			SubscriptionsSettings::from( $values['subscriptions'] ),
			VerificationSettings::from( $values['verification'] ),
			MatchingSettings::from( $values['matching'] ),
			OfflineSettings::from( $values['offline'] ),
			ReportSettings::from( $values['report'] ),
			ExclusionsSettings::from( $values['exclusions'] ),
			UninstallSettings::from( $values['uninstall'] ),
			$values['official_plugin_off'],
			$values['page_cache_days'],
			$values['retention_days'],
			$values['table_megabytes'],
		);
	}
}
