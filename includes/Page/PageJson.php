<?php
declare(strict_types=1);

namespace Duet\Page;

use Closure;
use Duet\Cart\CartReading;
use Duet\Event\Catalogue;
use Duet\Event\ChannelName;
use Duet\Event\ContentsRow;
use Duet\Event\Definition;
use Duet\Event\InvalidEvent;
use Duet\Event\PersonalData;
use Duet\PublicRoutes\FrontDoor;
use Duet\Settings\ConsentMode;
use Duet\Settings\Pixel;
use Duet\Settings\Settings;
use Duet\Support\Guard;
use Duet\Support\Json;

defined( 'ABSPATH' ) || exit;

/**
 * All that the storefront script gets. Identical for every visitor of an address, because caches store it: no IDs,
 * nonces, names or consent; those come from cookies and uncached answers.
 */
final class PageJson {

	/**
	 * @param DescribedPage|null                          $page     Null for a page from which TikTok gets nothing.
	 * @param list<Closure(): list<array<string, mixed>>> $bindings Rules, links, elements: what on this page becomes an
	 *         event.
	 * @param list<Closure(): string>                     $forms    Selectors of forms that an adapter watches.
	 */
	public function __construct(
		private readonly Settings $settings,
		private readonly Catalogue $catalogue,
		private readonly ?DescribedPage $page,
		private readonly Guard $guard,
		private readonly array $bindings = [],
		private readonly array $forms = [],
		private readonly ?SiteConsent $consent = null,
	) {
	}

	/** Whether any browser channel is on; without one nothing of ours is on the page. */
	public function is_needed(): bool {
		return $this->settings->needs_script();
	}

	/** @return array<string, mixed> PageJson as src/storefront/browser/page-json.ts declares it. */
	public function data(): array {
		$shop   = class_exists( 'WooCommerce', false );
		$events = array_map( fn( Definition $definition ): array => $this->switches( $definition, $shop ), $this->definitions() );
		$custom = self::custom( $events );
		$page   = $this->page( $events );
		// Without an answer nothing goes to TikTok.
		$consent = null === $this->consent
			? [ 'consent' => $this->consent() ]
			: $this->guard->run( $this->consent->data( ... ), 'duet-page', [ 'consent' => null ] );
		$forms   = implode( ',', array_filter( $this->asked( $this->forms, '' ), static fn( mixed $selector ): bool => is_string( $selector ) && '' !== $selector ) );
		$params  = array_unique( array_merge( ...array_map( static fn( Definition $definition ): array => $definition->accepts(), array_values( $this->catalogue->all() ) ) ) );
		return [
			// With the pixel off for every event TikTok's script must not even load.
			'pixels'     => isset( $custom['pixel'] ) ? array_map( static fn( Pixel $pixel ): string => $pixel->code, $this->settings->pixels() ) : [],
			'rest'       => rest_url( 'duet/v1/' ),
			'door'       => FrontDoor::url(),
			'consent'    => isset( $page['excluded'] ) ? null : $consent['consent'],
			'dataLayer'  => $this->settings->data_layer(),
			// Objects even when empty.
			'events'     => array_map( static fn( array $switches ): object => (object) $switches, $events ),
			'custom'     => (object) $custom,
			'aliases'    => $this->catalogue->event_aliases() + $this->catalogue->param_aliases(),
			'only'       => array_values( array_unique( [ ...array_filter( $params, $this->catalogue->only_data_layer( ... ) ), ...ContentsRow::DATA_LAYER, ...ContentsRow::RELAY ] ) ),
			'personal'   => PersonalData::PATTERN,
			'numbers'    => array_values( array_filter( $params, $this->catalogue->is_number( ... ) ) ),
			'cookiePath' => defined( 'COOKIEPATH' ) && is_string( COOKIEPATH ) && '' !== COOKIEPATH ? COOKIEPATH : '/',
		] + $consent + ( '' === $forms ? [] : [ 'forms' => $forms ] ) + ( $shop ? [ 'shop' => self::shop() ] : [] ) + [ 'page' => $page ];
	}

	/**
	 * For pages that are shown apart from the site: the log-in page, where passwords are typed, and a post embedded in
	 * other people's sites. The dataLayer gets the page view, TikTok nothing, and what the server left for the
	 * visitor's next page stays.
	 *
	 * @return array<string, mixed> PageJson.
	 */
	public function data_apart(): array {
		$apart = new self( $this->settings, $this->catalogue, null, $this->guard );
		return array_diff_key( $apart->data(), [ 'shop' => 1 ] ) + [ 'apart' => true ];
	}

	/**
	 * What this page is, with what on it becomes an event.
	 *
	 * @param array<string, array<string, string|true>> $events
	 * @return array<string, mixed>
	 */
	private function page( array $events ): array {
		$page             = null === $this->page
			? [ 'excluded' => true ]
			: $this->guard->run( $this->page->page( ... ), 'duet-page', [] );
		$page['events']   = self::printable( $page['events'] ?? [] );
		$page['bindings'] = self::printable( array_merge( $page['bindings'] ?? [], ...$this->asked( $this->bindings, [] ) ) );
		$page             = isset( $page['list'] ) && '' === Json::for_script( $page['list'] ) ? array_diff_key( $page, [ 'list' => 1 ] ) : $page;
		// Read by select_item alone.
		return isset( $events['select_item']['dataLayer'] ) ? $page : array_diff_key( $page, [ 'list' => 1 ] );
	}

	/**
	 * One number that JSON cannot hold (INF, NAN) would cost the whole page.
	 *
	 * @param array<mixed> $parts
	 * @return list<mixed>
	 */
	private static function printable( array $parts ): array {
		return array_values( array_filter( $parts, static fn( mixed $part ): bool => '' !== Json::for_script( $part ) ) );
	}

	/**
	 * @template T
	 * @param list<Closure(): T> $providers One that fails costs only what it would have given.
	 * @param T                  $nothing
	 * @return list<T>
	 */
	private function asked( array $providers, mixed $nothing ): array {
		return array_map( fn( Closure $provider ): mixed => $this->guard->run( $provider, 'duet-page', $nothing ), $providers );
	}

	/** @return array<string, Definition> Every event there is, and those of the merchant's own that have switches. */
	private function definitions(): array {
		$own = array_diff_key( $this->settings->values()->events, $this->catalogue->all() );
		return $this->catalogue->all() + array_filter( array_map( $this->named( ... ), array_combine( array_keys( $own ), array_keys( $own ) ) ) );
	}

	private function named( int|string $name ): ?Definition {
		try {
			$definition = $this->catalogue->define( (string) $name );
			return (string) $name === $definition->name ? $definition : null;
		} catch ( InvalidEvent ) {
			return null;
		}
	}

	/** @return array{cart: string, product: string} */
	private static function shop(): array {
		return [
			'cart'    => CartReading::url(),
			'product' => rest_url( 'wc/store/v1/products/' ),
		];
	}

	/** What counts as consent; null before the merchant has chosen, and then nothing goes to TikTok. */
	private function consent(): ?string {
		$mode = $this->settings->consent_mode();
		return ConsentMode::Unset === $mode ? null : $mode->value;
	}

	/** @return array<string, string|true> Switches; none for an event that is off. */
	private function switches( Definition $definition, bool $shop ): array {
		$on      = fn( ChannelName $channel ): bool => $this->settings->channel_on( $definition, $channel );
		$pixels  = [] !== $this->settings->pixels();
		$browser = $definition->born( 'browser' );
		return ( $on( ChannelName::DataLayer ) ? [ 'dataLayer' => $definition->data_layer_name() ] : [] )
			+ ( $pixels && $on( ChannelName::Pixel ) ? [ 'pixel' => $this->settings->tiktok_name( $definition ) ] : [] )
			+ ( $pixels && $browser && $on( ChannelName::EventsApi ) ? [ 'eventsApi' => true ] : [] )
			// Without a shop there are no orders, and a rule may say what a sale is.
			+ ( $shop && ! $browser && $definition->born( 'order' ) ? [ 'server' => true ] : [] )
			+ ( $definition->custom ? [ 'own' => true ] : [] );
	}

	/**
	 * A name that is in no list goes wherever any event goes: a channel that is off for all is off for these.
	 *
	 * @param array<string, array<string, string|true>> $events
	 * @return array<string, string|true>
	 */
	private static function custom( array $events ): array {
		$used = array_merge( ...array_values( $events ) );
		return array_intersect_key(
			[
				'dataLayer' => '',
				'pixel'     => '',
				'eventsApi' => true,
				'own'       => true,
			],
			$used
		);
	}
}
