<?php
declare(strict_types=1);

namespace Duet\Consent;

use Duet\Settings\Settings;
use Duet\Settings\UnreadableBanners;

defined( 'ABSPATH' ) || exit;

/** Whether the merchant's consent settings fit the consent tools and banners of this site. */
final class ConsentChoice {

	/**
	 * @return list<array{value: string, label: string, hint: string}> The tools to choose from, as the screen lists
	 *         them.
	 */
	public static function tools(): array {
		$choices = [];
		foreach ( ( new ConsentTools() )->all() as $slug => $tool ) {
			$choices[] = [ 'value' => $slug, 'label' => $tool->name(), 'hint' => $tool->hint() ];
		}
		return $choices;
	}

	/**
	 * Banner plugins of this site whose answers Duet cannot read, if there is no tool beside them that it can read.
	 *
	 * @param string|null $tool The setting consent.tool that is about to be saved.
	 * @return list<string> Names.
	 */
	public static function unreadable_banners( Settings $settings, ?string $tool = null ): array {
		$plugins = Settings::active_plugins();
		$tools   = new ConsentTools();
		$type    = function_exists( 'wp_get_consent_type' ) ? wp_get_consent_type() : '';
		// A type means that a banner fills the WP Consent API.
		$named   = $tools->find( $tool ?? $settings->values()->consent->tool );
		$is_read = null !== ( $named ?? $tools->found( $plugins ) ) || ( is_string( $type ) && '' !== $type );
		return $is_read ? [] : UnreadableBanners::found( $plugins );
	}

	/**
	 * @param array<mixed> $partial What is about to be saved.
	 * @return array<string, string> Errors by dotted path.
	 */
	public static function check( array $partial, Settings $settings ): array {
		$group  = is_array( $partial['consent'] ?? null ) ? $partial['consent'] : [];
		$stored = get_object_vars( $settings->values()->consent );
		$next   = [ ...$stored, ...array_filter( $group, static fn( mixed $value ): bool => null !== $value ) ];
		return self::unknown_tool( $group['tool'] ?? null ) + self::unconfirmed_banner( $group, $next, $settings );
	}

	/** @return array<string, string> */
	private static function unknown_tool( mixed $slug ): array {
		$allowed = [ 'auto', ...array_keys( ( new ConsentTools() )->all() ) ];
		return ! is_string( $slug ) || in_array( $slug, $allowed, true ) ? [] : [
			/* translators: %s: list of allowed values. */
			'consent.tool' => sprintf( __( 'Choose one of: %s.', 'duet-for-tiktok' ), implode( ', ', $allowed ) ),
		];
	}

	/**
	 * "Assumed" beside such a banner sends events of visitors who refuse in it, so the merchant has to confirm that.
	 *
	 * @param array<mixed> $group What is about to be saved of the group "consent".
	 * @param array<mixed> $next  The group as it will be.
	 * @return array<string, string>
	 */
	private static function unconfirmed_banner( array $group, array $next, Settings $settings ): array {
		$is_chosen = isset( $group['mode'] ) || isset( $group['banner_confirmed'] );
		if ( ! $is_chosen || 'assumed' !== $next['mode'] || true === $next['banner_confirmed'] ) {
			return [];
		}
		$names = self::unreadable_banners( $settings, is_string( $next['tool'] ) ? $next['tool'] : 'auto' );
		return [] === $names ? [] : [
			/* translators: %s: names of banner plugins. */
			'consent.banner_confirmed' => sprintf( __( 'Duet cannot read the answers visitors give in %s. Confirm below the choice that events are sent all the same, or choose the other mode.', 'duet-for-tiktok' ), implode( ', ', $names ) ),
		];
	}
}
