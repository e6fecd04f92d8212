<?php
declare(strict_types=1);

namespace Duet\Rules;

use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Settings\Settings;

defined( 'ABSPATH' ) || exit;

/**
 * Bindings for links that say by their address what they are: a telephone, an inbox, a messenger, a file. A link with
 * an event of its own keeps to that one.
 */
final class Links {

	private const OWN = ':not([data-duet-event])';

	private const FROM = [
		'link_url'  => 'href',
		'link_text' => 'text',
	];

	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
	) {
	}

	/** @return list<array<string, mixed>> Bindings as the storefront script reads them. */
	public function bindings(): array {
		$bindings = [];
		$chosen   = get_object_vars( $this->settings->values()->links );
		foreach ( $this->is_sent( 'Contact' ) ? self::contact() : [] as $method => $selectors ) {
			if ( true === $chosen[ $method ] ) {
				$bindings[] = [ 'on' => 'click', 'at' => self::any( $selectors ), 'name' => 'Contact', 'params' => [ 'method' => $method ], 'from' => self::FROM ];
			}
		}
		$types = $this->settings->values()->links->file_types;
		if ( [] !== $types && $this->is_sent( 'Download' ) ) {
			$bindings[] = [ 'on' => 'click', 'at' => self::any( self::files( $types ) ), 'name' => 'Download', 'from' => [ 'content_name' => 'file', 'file_name' => 'file', 'file_extension' => 'extension' ] + self::FROM ];
		}
		return $bindings;
	}

	/**
	 * Buttons that share a page by WhatsApp have a text and no number: they contact no one at the shop.
	 *
	 * @return array<string, list<string>> Method => selectors.
	 */
	private static function contact(): array {
		$share = '[href*="phone=" i]';
		return [
			'phone'     => [ '[href^="tel:" i]' ],
			'email'     => [ '[href^="mailto:" i]' ],
			'whatsapp'  => [
				...self::hosts( 'wa.me/', ':not([href*="wa.me/?" i])' ),
				...self::hosts( 'api.whatsapp.com/', $share ),
				...self::hosts( 'web.whatsapp.com/', $share ),
				...self::hosts( 'api.whatsapp.com/', ':not([href*="text=" i])' ),
				'[href^="whatsapp:" i]' . $share,
			],
			'messenger' => [ ...self::hosts( 'm.me/' ), ...self::hosts( 'messenger.com/' ), ...self::hosts( 'www.messenger.com/' ), '[href^="fb-messenger:" i]' ],
		];
	}

	/** @return list<string> From the beginning of the address: others carry such a link inside their own. */
	private static function hosts( string $place, string $but = '' ): array {
		return array_map( static fn( string $scheme ): string => "[href^=\"$scheme//$place\" i]$but", [ 'https:', 'http:' ] );
	}

	/**
	 * @param array<string> $types
	 * @return list<string> The file's name ends the address, or a query or an anchor follows it.
	 */
	private static function files( array $types ): array {
		$selectors = [];
		foreach ( $types as $type ) {
			array_push( $selectors, "[href$=\".$type\" i]", "[href*=\".$type?\" i]", "[href*=\".$type#\" i]" );
		}
		return $selectors;
	}

	/** @param list<string> $selectors */
	private static function any( array $selectors ): string {
		return ( 1 === count( $selectors ) ? 'a' . $selectors[0] : 'a:is(' . implode( ',', $selectors ) . ')' ) . self::OWN;
	}

	/** Whether the event goes anywhere; else its bindings would only be weight. */
	private function is_sent( string $name ): bool {
		$definition = $this->catalogue->define( $name );
		foreach ( ChannelName::cases() as $channel ) {
			if ( $this->settings->channel_on( $definition, $channel ) ) {
				return true;
			}
		}
		return false;
	}
}
