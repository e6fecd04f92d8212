<?php
declare(strict_types=1);

namespace Duet\Privacy;

use Duet\Event\Consent;
use Duet\Event\Decision;
use Duet\Event\Visitor;
use Duet\Outbox\State;

defined( 'ABSPATH' ) || exit;

/** Stored data in words a person can read, as WordPress' export wants them: lists of {name, value}. */
final class Wording {

	/**
	 * @param array<string, string> $row Of the outbox.
	 * @return list<array{name: string, value: string}>
	 */
	public static function row( array $row ): array {
		$payload  = self::decoded( $row['payload'] );
		$matching = self::decoded( $row['matching'] );
		$page     = is_array( $matching['page'] ?? null ) ? $matching['page'] : ( $payload['page'] ?? [] );
		return self::lines(
			[
				__( 'Event', 'duet-for-tiktok' )       => $row['event'],
				__( 'Time', 'duet-for-tiktok' )        => self::time( (int) $row['event_time'] ),
				__( 'Receiver', 'duet-for-tiktok' )    => 'TikTok, ' . $row['pixel_code'],
				__( 'State', 'duet-for-tiktok' )       => self::state( State::tryFrom( $row['state'] ), (int) $row['delivered_at'] ),
				__( 'Order', 'duet-for-tiktok' )       => '0' === $row['object_id'] ? '' : $row['object_id'],
				__( 'Identifiers', 'duet-for-tiktok' ) => str_replace( ',', ', ', $row['identifiers'] ),
				__( 'Still held', 'duet-for-tiktok' )  => self::flat( $matching['user'] ?? [] ),
				__( 'Page', 'duet-for-tiktok' )        => self::flat( $page ),
				__( 'Data of the event', 'duet-for-tiktok' ) => self::flat( $payload['properties'] ?? [] ),
			]
		);
	}

	/**
	 * @param array{name: string, id: string, time: int, params: array<string, mixed>} $item Of UserTray.
	 * @return list<array{name: string, value: string}>
	 */
	public static function waiting( array $item ): array {
		return self::lines(
			[
				__( 'Event', 'duet-for-tiktok' ) => $item['name'],
				__( 'Time', 'duet-for-tiktok' )  => self::time( $item['time'] ),
				__( 'State', 'duet-for-tiktok' ) => __( 'waiting for your consent', 'duet-for-tiktok' ),
				__( 'Data of the event', 'duet-for-tiktok' ) => self::flat( $item['params'] ),
			]
		);
	}

	/** @return list<array{name: string, value: string}> */
	public static function refusal( string $visitor, int $at ): array {
		return self::lines(
			[
				__( 'Visitor number', 'duet-for-tiktok' ) => $visitor,
				__( 'Time', 'duet-for-tiktok' )           => self::time( $at ),
			]
		);
	}

	/** @return list<array{name: string, value: string}> Empty when nothing of a person is stored. */
	public static function snapshot( mixed $stored ): array {
		$visitor = is_array( $stored ) ? Visitor::from_array( $stored ) : new Visitor();
		$known   = array_diff_key( $visitor->to_array(), [ 'consent' => true ] );
		if ( [] === $known && Consent::ERASURE === ( $visitor->consent->source ?? Consent::ERASURE ) ) {
			return [];
		}
		return self::lines(
			[
				__( 'TikTok click id', 'duet-for-tiktok' ) => $visitor->ttclid,
				__( 'TikTok browser id', 'duet-for-tiktok' ) => $visitor->ttp,
				__( 'Page', 'duet-for-tiktok' )            => $visitor->url,
				__( 'Came from', 'duet-for-tiktok' )       => $visitor->referrer,
				__( 'IP address', 'duet-for-tiktok' )      => $visitor->ip,
				__( 'Browser', 'duet-for-tiktok' )         => $visitor->user_agent,
				__( 'Language', 'duet-for-tiktok' )        => $visitor->locale,
				__( 'Visitor number', 'duet-for-tiktok' )  => $visitor->visitor,
				__( 'Consent', 'duet-for-tiktok' )         => self::consent( $visitor ),
			]
		);
	}

	/**
	 * @param mixed $ids As the order's meta has them.
	 * @return list<array{name: string, value: string}>
	 */
	public static function told( mixed $ids ): array {
		return self::lines( [ __( 'Events the browser sent to TikTok', 'duet-for-tiktok' ) => is_array( $ids ) ? implode( ', ', array_filter( $ids, is_string( ... ) ) ) : '' ] );
	}

	/**
	 * In one line, for WooCommerce's own export of an order.
	 *
	 * @param list<array{name: string, value: string}> $lines
	 */
	public static function text( array $lines ): string {
		return implode(
			'; ',
			array_map( static fn( array $line ): string => "{$line['name']}: {$line['value']}", $lines )
		);
	}

	private static function consent( Visitor $visitor ): string {
		$said = match ( $visitor->decision() ) {
			Decision::Granted => __( 'granted', 'duet-for-tiktok' ),
			Decision::Denied  => __( 'denied', 'duet-for-tiktok' ),
			Decision::Unknown => __( 'not given', 'duet-for-tiktok' ),
		};
		$at = $visitor->consent->at ?? 0;
		return $at > 0 ? $said . ', ' . self::time( $at ) : $said;
	}

	private static function state( ?State $state, int $delivered_at ): string {
		return match ( $state ) {
			State::Pending, State::Sending => __( 'waiting to be sent', 'duet-for-tiktok' ),
			State::Delivered               => __( 'sent', 'duet-for-tiktok' ) . ' ' . self::time( $delivered_at ),
			State::Dead, State::Expired    => __( 'could not be sent', 'duet-for-tiktok' ),
			State::Withheld, State::Tombstone, null => __( 'not sent', 'duet-for-tiktok' ),
		};
	}

	/** UTC, as TikTok gets it. */
	private static function time( int $time ): string {
		return gmdate( 'Y-m-d H:i:s', $time ) . ' UTC';
	}

	/** "value: 15; contents: (content_id: MUG; quantity: 2)": a list's numbers say nothing. */
	private static function flat( mixed $data ): string {
		if ( ! is_array( $data ) ) {
			return is_scalar( $data ) ? (string) $data : '';
		}
		$parts = [];
		foreach ( $data as $name => $value ) {
			$text    = is_array( $value ) ? '(' . self::flat( $value ) . ')' : self::flat( $value );
			$parts[] = is_int( $name ) ? $text : "$name: $text";
		}
		return implode( '; ', $parts );
	}

	/** @return array<mixed> */
	private static function decoded( string $json ): array {
		$data = json_decode( $json, true );
		return is_array( $data ) ? $data : [];
	}

	/**
	 * @param array<string, string> $texts
	 * @return list<array{name: string, value: string}> Only what is known.
	 */
	private static function lines( array $texts ): array {
		$lines = [];
		foreach ( $texts as $name => $value ) {
			if ( '' !== $value ) {
				$lines[] = [ 'name' => $name, 'value' => $value ];
			}
		}
		return $lines;
	}
}
