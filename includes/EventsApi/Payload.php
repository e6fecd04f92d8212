<?php
declare(strict_types=1);

namespace Duet\EventsApi;

use Duet\Event\Catalogue;
use Duet\Event\ContentsRow;
use Duet\Event\Event;
use Duet\Hashing\Hash;
use Duet\Hashing\IdentifierChoice;
use Duet\Outbox\OutboxItem;
use Duet\Settings\Settings;
use Duet\Support\Clock;
use Duet\Support\IdKey;

defined( 'ABSPATH' ) || exit;

/** An Event in TikTok's words (Events API 2.0: envelope, data[], user, properties, page). */
final class Payload {

	/** The one parameter for which TikTok takes certain words alone. */
	private const DELIVERY = [ 'in_store', 'curbside', 'home_delivery' ];

	public function __construct(
		private readonly Catalogue $catalogue,
		private readonly ?IdentifierChoice $choice = null,
		private readonly ?Settings $settings = null,
		private readonly ?IdKey $key = null,
		private readonly ?Clock $clock = null,
	) {
	}

	/**
	 * @param string $name   The name TikTok gets: current, older or custom.
	 * @param string $source 'web' or 'offline'.
	 */
	public function build( Event $event, string $name, string $source = 'web' ): OutboxItem {
		$page    = 'web' === $source ? self::page( $event->visitor->url, $event->visitor->referrer ) : [];
		$lasting = [
			'event'      => $name,
			// A clock may have been set back since, and TikTok refuses events from the future.
			'event_time' => null === $this->clock ? $event->time : min( $event->time, $this->clock->now() ),
			'event_id'   => $event->id,
			'properties' => $this->properties( $event->params ),
			'page'       => array_map( PageUrl::without_query( ... ), $page ),
		] + ( 'web' === $source && $this->is_limited( $event ) ? [ 'limited_data_use' => true ] : [] );
		// An empty object is [] in PHP's JSON, a list to TikTok: empty things are left out.
		// Whatever is ticked: a privacy request for an address has to find what was sent under it.
		$mark = Hash::mark( $event->person['email'] ?? '', (string) $this->key?->get() );
		return new OutboxItem(
			array_filter( $lasting, static fn( mixed $part ): bool => [] !== $part ),
			$this->user( $event, $source ),
			$page,
			$source,
			$mark
		);
	}

	/**
	 * The body of a request.
	 *
	 * @param string                     $source_id Pixel code, or offline event set id.
	 * @param string                     $test      Test event code or ''; it makes the whole request a test.
	 * @param list<array<string, mixed>> $items
	 */
	public static function envelope( string $source, string $source_id, string $test, array $items ): string {
		$test = '' === $test ? [] : [ 'test_event_code' => $test ];
		return OutboxItem::json( [ 'event_source' => $source, 'event_source_id' => $source_id ] + $test + [ 'data' => $items ] );
	}

	/**
	 * The one place where the merchant's table of identifiers is applied; what it keeps out is not even stored. After
	 * the hashing, for a phone is read by its country even where the country is not sent.
	 *
	 * @return array<string, string>
	 */
	private function user( Event $event, string $source ): array {
		$out = $this->choice?->unticked( $event->name ) ?? [];
		return array_diff_key( Hash::user( $event->person, $event->visitor, $source ), array_flip( $out ) );
	}

	/** Whether TikTok could match the event offline: by an e-mail address or a telephone number that may be sent. */
	public function has_contact( Event $event ): bool {
		return [] !== array_intersect_key( $this->user( $event, 'offline' ), [ 'email' => true, 'phone' => true ] );
	}

	/** Asked for when the visitor was there, or by a setting made since. */
	private function is_limited( Event $event ): bool {
		return ( $event->visitor->consent->limited ?? false )
			|| true === $this->settings?->values()->consent->limited_data_use;
	}

	/**
	 * TikTok refuses a page without its own URL.
	 *
	 * @return array<string, string>
	 */
	private static function page( string $url, string $referrer ): array {
		$url  = PageUrl::clean( $url );
		$from = PageUrl::clean( $referrer );
		return '' === $url ? [] : [ 'url' => $url ] + ( '' === $from ? [] : [ 'referrer' => $from ] );
	}

	/**
	 * Without what TikTok would refuse the whole request for, because a visitor may have written it.
	 *
	 * @param array<string, mixed> $params
	 * @return array<string, mixed>
	 */
	private function properties( array $params ): array {
		$properties = [];
		foreach ( $params as $name => $value ) {
			$value = match ( $name ) {
				'contents'    => is_array( $value ) ? self::rows( $value ) : [],
				'content_ids' => is_array( $value ) ? array_map( self::content_id( ... ), array_values( $value ) ) : [],
				'content_id', 'order_id', 'shop_id' => self::content_id( $value ),
				'delivery_category' => in_array( $value, self::DELIVERY, true ) ? $value : null,
				default       => $value,
			};
			if ( ! self::is_empty( $value ) && ! $this->catalogue->only_data_layer( $name ) ) {
				$properties[ $name ] = $value;
			}
		}
		return $properties;
	}

	/**
	 * @param array<mixed> $contents
	 * @return list<array<string, mixed>>
	 */
	private static function rows( array $contents ): array {
		$rows = [];
		foreach ( array_filter( $contents, is_array( ... ) ) as $row ) {
			$row               = array_intersect_key( $row, array_flip( ContentsRow::TIKTOK ) );
			$row['content_id'] = self::content_id( $row['content_id'] ?? '' );
			$row               = array_filter( $row, static fn( mixed $value ): bool => ! self::is_empty( $value ) );
			if ( isset( $row['content_id'] ) ) {
				$rows[] = $row;
			}
		}
		return $rows;
	}

	/** A text of blanks and invisible characters is as empty as none: TikTok wants texts with something in them. */
	private static function is_empty( mixed $value ): bool {
		return null === $value
			|| [] === $value
			|| ( is_string( $value ) && 1 === preg_match( '/\A[\s\p{Z}\p{C}]*\z/u', $value ) );
	}

	/** TikTok refuses a whole batch over one id that is a number (40002 "Not a valid string"). */
	public static function content_id( mixed $value ): string {
		return is_string( $value ) || is_int( $value ) ? trim( (string) $value ) : '';
	}
}
