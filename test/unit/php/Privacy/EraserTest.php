<?php
declare(strict_types=1);

namespace Duet\Test\Privacy;

use Duet\Privacy\Eraser;
use Duet\Privacy\Exporter;

final class EraserTest extends PrivacyTestCase {

	private function eraser(): Eraser {
		return new Eraser( $this->finder(), $this->rows(), $this->snapshots(), $this->withdrawals(), $this->tray(), $this->guard() );
	}

	private function exporter(): Exporter {
		return new Exporter( $this->finder(), $this->rows(), $this->snapshots(), $this->tombstones(), $this->tray(), $this->guard() );
	}

	public function test_reduces_orders_to_a_refusal_and_finds_nothing_the_second_time(): void {
		$order = $this->placed( 15, 'ann@example.test', self::visit() );
		$order->update_meta_data( self::BROWSER, [ 'P-15-0123456789ab' ] );
		$order->write();
		$this->copy_to_posts( 15, self::META, self::visit() );
		$this->copy_to_posts( 15, self::BROWSER, [ 'P-15-0123456789ab' ] );
		$this->placed( 16, 'bob@example.test', self::visit() );
		$this->row( [ 'object_id' => 15 ] );
		$this->row( [ 'event' => 'AddToCart', 'visitor' => self::HEX ] );

		$answer = $this->eraser()->erase( 'ann@example.test', 1 );
		self::assertTrue( $answer['items_removed'] );
		self::assertFalse( $answer['items_retained'] );
		self::assertTrue( $answer['done'] );
		self::assertCount( 3, $answer['messages'] );
		$kept = [ 'consent' => [ 'signal' => 'deny', 'decision' => 'denied', 'mode' => 'required', 'source' => 'erasure', 'at' => self::NOW ] ];
		self::assertSame( $kept, $order->get_meta( self::META ) );
		self::assertSame( '', $order->get_meta( self::BROWSER ) );
		self::assertSame( 'kept', $order->get_meta( '_other' ) );
		self::assertTrue( $order->quiet );
		self::assertSame( [ 15 => $kept ], $this->stored( 'postmeta' ) );
		self::assertSame( [], $this->stored( 'postmeta', self::BROWSER ) );
		self::assertSame( self::visit(), $this->stored()[16] );
		self::assertSame( [ 'withheld', 'withheld' ], array_column( $this->database->all( 'state', "state <> 'tombstone'" ), 'state' ) );

		$saved = $order->saved();
		self::assertSame( [ 'items_removed' => false, 'items_retained' => false, 'messages' => [], 'done' => true ], $this->eraser()->erase( 'ann@example.test', 1 ) );
		self::assertSame( $saved, $order->saved() );
		self::assertSame( [ 'data' => [], 'done' => true ], $this->exporter()->export( 'ann@example.test', 1 ) );
	}

	public function test_an_order_without_a_snapshot_is_refused_too_for_a_setting_could_send_it(): void {
		$order = $this->placed( 15, 'ann@example.test', '' );
		self::assertFalse( $this->eraser()->erase( 'ann@example.test', 1 )['items_removed'] );
		self::assertSame( 'denied', $order->get_meta( self::META )['consent']['decision'] );
	}

	public function test_a_snapshot_edited_by_hand_is_reduced(): void {
		$this->placed( 15, 'ann@example.test', 'ann was here' );
		$this->placed( 16, 'ann@example.test', [ 'consent' => 'yes', 'note' => 'ann' ] );
		self::assertTrue( $this->eraser()->erase( 'ann@example.test', 1 )['items_removed'] );
		foreach ( $this->stored() as $stored ) {
			self::assertSame( [ 'consent' ], array_keys( $stored ) );
		}
		self::assertFalse( $this->eraser()->erase( 'ann@example.test', 1 )['items_removed'] );
	}

	public function test_many_orders_go_page_by_page(): void {
		for ( $id = 1; $id <= 41; $id++ ) {
			$this->placed( $id, 'ann@example.test', self::visit() );
			$this->row( [ 'object_id' => $id ] );
		}
		$done = [];
		for ( $page = 1; $page <= 3; $page++ ) {
			$done[] = $this->eraser()->erase( 'ann@example.test', $page )['done'];
		}
		self::assertSame( [ false, false, true ], $done );
		self::assertSame( [ 'denied' ], array_values( array_unique( array_map( static fn( array $stored ): string => $stored['consent']['decision'], $this->stored() ) ) ) );
		self::assertSame( 41, $this->database->states()['withheld'] );
	}

	public function test_orders_of_the_account_count_whatever_address_they_bear(): void {
		$GLOBALS['duet_shop']['accounts']['ann@example.test'] = new \WP_User( 7, 'ann@example.test' );
		$this->placed( 15, 'office@example.test', self::visit(), 7 );
		self::assertTrue( $this->eraser()->erase( 'ann@example.test', 1 )['items_removed'] );
	}

	public function test_the_export_names_events_and_visits(): void {
		$this->placed( 15, 'Ann@Example.test', self::visit() )->update_meta_data( self::BROWSER, [ 'P-15-0123456789ab', 7 ] );
		$this->row( [ 'object_id' => 15, 'identifiers' => 'email,ip' ] );
		$answer = $this->exporter()->export( 'Ann@Example.test', 1 );
		self::assertTrue( $answer['done'] );
		self::assertSame( [ 'duet_events', 'duet_visits' ], array_column( $answer['data'], 'group_id' ) );
		$event = array_column( $answer['data'][0]['data'], 'value', 'name' );
		self::assertSame( 'Purchase', $event['Event'] );
		self::assertSame( 'waiting to be sent', $event['State'] );
		self::assertSame( 'email, ip', $event['Identifiers'] );
		self::assertSame( 'email: hash; ip: 203.0.113.9', $event['Still held'] );
		self::assertSame( 'value: 15; contents: ((content_id: MUG; quantity: 2))', $event['Data of the event'] );
		$visit = array_column( $answer['data'][1]['data'], 'value', 'name' );
		self::assertSame( '203.0.113.9', $visit['IP address'] );
		self::assertSame( 'E.C.P.click', $visit['TikTok click id'] );
		self::assertStringStartsWith( 'granted, 20', $visit['Consent'] );
		self::assertSame( 'P-15-0123456789ab', $visit['Events the browser sent to TikTok'] );
		foreach ( $answer['data'] as $item ) {
			self::assertContainsOnly( 'string', array_column( $item['data'], 'value' ) );
		}
	}

	public function test_a_withdrawal_is_exported_and_erased_and_still_holds(): void {
		$this->placed( 15, 'ann@example.test', self::visit() );
		// Somebody else's, in the same browser: what was said there holds for him, too.
		$bob = $this->placed( 16, 'bob@example.test', self::visit() );
		$this->outbox()->withdraw( self::HEX );
		$exported = $this->exporter()->export( 'ann@example.test', 1 )['data'];
		self::assertContains( 'duet_refusals', array_column( $exported, 'group_id' ) );
		self::assertStringContainsString( self::HEX, (string) json_encode( $exported ) );
		self::assertTrue( $this->eraser()->erase( 'ann@example.test', 1 )['items_removed'] );
		self::assertStringNotContainsString( self::HEX, (string) json_encode( $this->database->all() ) );
		self::assertSame( [ 'denied', 'withdrawal' ], [ $bob->get_meta( self::META )['consent']['decision'], $bob->get_meta( self::META )['consent']['source'] ] );
		self::assertSame( [ 'data' => [], 'done' => true ], $this->exporter()->export( 'ann@example.test', 1 ) );
	}

	public function test_what_waits_in_an_account_is_exported_and_erased(): void {
		$GLOBALS['duet_shop']['accounts']['ann@example.test'] = new \WP_User( 7, 'ann@example.test' );
		$GLOBALS['duet_shop']['user_meta'][7]['_duet_tray']  = [ 'blog' => 1, 'items' => [ [ 'name' => 'CompleteRegistration', 'id' => 'R-7-0123456789ab', 'time' => self::NOW, 'params' => [] ] ] ];
		self::assertSame( [ 'CompleteRegistration' ], array_map( static fn( array $item ): string => $item['data'][0]['value'], $this->exporter()->export( 'ann@example.test', 1 )['data'] ) );
		self::assertTrue( $this->eraser()->erase( 'ann@example.test', 1 )['items_removed'] );
		self::assertSame( [ 'data' => [], 'done' => true ], $this->exporter()->export( 'ann@example.test', 1 ) );
	}

	public function test_many_rows_are_exported_once_each(): void {
		for ( $number = 0; $number < 201; $number++ ) {
			$this->row( [ 'email_hash' => self::hash( 'ann@example.test' ) ] );
		}
		$first  = $this->exporter()->export( 'ann@example.test', 1 );
		$second = $this->exporter()->export( 'ann@example.test', 2 );
		self::assertSame( [ false, true ], [ $first['done'], $second['done'] ] );
		self::assertCount( 201, array_unique( array_column( [ ...$first['data'], ...$second['data'] ], 'item_id' ) ) );
	}

	public function test_hostile_addresses_find_nothing_and_failures_are_said(): void {
		$this->row( [ 'email_hash' => '' ] );
		foreach ( [ '', 'nobody', "' OR 1=1 --", '%' ] as $email ) {
			self::assertFalse( $this->eraser()->erase( $email, 1 )['items_removed'], $email );
		}
		$this->eraser()->register();
		$this->exporter()->register();
		$GLOBALS['duet_shop']['get_orders'] = static fn() => throw new \RuntimeException( 'the store is broken' );
		foreach ( [ 'eraser', 'exporter' ] as $tool ) {
			$tools = apply_filters( "wp_privacy_personal_data_{$tool}s", [ 'other' => [] ] );
			self::assertSame( [ 'other', 'duet-for-tiktok' ], array_keys( $tools ) );
			self::assertInstanceOf( \WP_Error::class, $tools['duet-for-tiktok']['callback']( 'ann@example.test', 1 ) );
		}
	}
}
