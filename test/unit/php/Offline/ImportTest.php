<?php
declare(strict_types=1);

namespace Duet\Test\Offline;

use DateTimeZone;
use Duet\Event\Catalogue;
use Duet\Event\Event;
use Duet\Event\Origin;
use Duet\Offline\BadFile;
use Duet\Offline\Import;
use Duet\Offline\OfflineSet;
use Duet\Outbox\Entry;
use Duet\Settings\Schema;
use Duet\Settings\Settings;
use Duet\Settings\Tokens;
use Duet\Support\IdKey;
use Duet\Test\TestClock;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

require_once __DIR__ . '/functions.php';


final class ImportTest extends TestCase {

	private const NOW = 1_795_431_600; // 2026-11-23 12:00 in Berlin.

	/** @var list<string> Identifiers the merchant lets through. */
	private array $ticked = [ 'email', 'phone' ];

	/** @var array<string, Event> What was enqueued, by id. */
	private array $outbox = [];

	protected function setUp(): void {
		$GLOBALS['duet_test_options'] = [ 'duet_id_key' => str_repeat( 'k', 64 ), 'duet_settings' => [ 'offline' => [ 'event_set_id' => '7123456789012345678' ] ] ];
		$this->outbox                 = [];
	}

	private function import( ?Entry $answer = null ): Import {
		$tokens  = new Tokens( [ '7123456789012345678' => 'a-token-of-the-offline-set' ], 'secret' );
		$enqueue = function ( Event $event ) use ( $answer ): Entry {
			$entry                      = $answer ?? ( isset( $this->outbox[ $event->id ] ) ? Entry::Skipped : Entry::Queued );
			$this->outbox[ $event->id ] = $event;
			return $entry;
		};
		$set     = $this->createStub( OfflineSet::class );
		$set->method( 'currency' )->willReturn( 'EUR' );
		$set->method( 'country' )->willReturn( 'DE' );
		$set->method( 'zone' )->willReturn( new DateTimeZone( 'Europe/Berlin' ) );
		$set->method( 'enqueue' )->willReturnCallback( $enqueue );
		$set->method( 'has_contact' )->willReturnCallback( fn( Event $event ): bool => [] !== array_intersect( $this->ticked, array_keys( $event->person ) ) );
		return new Import( new Settings( Schema::shipped(), $tokens ), Catalogue::shipped(), $set, new IdKey(), new TestClock( self::NOW ) );
	}

	public function test_a_good_file_is_checked_then_imported_once(): void {
		$file   = "Order,E-Mail,Phone,Date,Total,Currency,SKU,Qty\r\n15,Buyer@Example.test,,2026-11-22 18:30,12.50,,MUG,2\r\n16,,030 1234567,2026-11-22,7,USD,,\r\n";
		$report = $this->import()->check( $file, [] );
		self::assertSame( [ [], 2, [ 'EUR' => 12.5, 'USD' => 7.0 ] ], [ $report['errors'], $report['rows'], $report['totals'] ] );
		self::assertSame( [], $this->outbox );

		self::assertSame( [ 'done' => 2, 'queued' => 2, 'skipped' => 0, 'finished' => true ], $this->import()->run( $file, [], $report['ticket'], 0 ) );
		self::assertSame( [ 'done' => 2, 'queued' => 0, 'skipped' => 2, 'finished' => true ], $this->import()->run( $file, [], $report['ticket'], 0 ) );
		[ $first, $second ] = array_values( $this->outbox );
		self::assertSame( [ 'Purchase', Origin::Offline, 1_795_368_600 ], [ $first->name, $first->origin, $first->time ] );
		self::assertEquals( [ 'order_id' => '15', 'value' => 12.5, 'currency' => 'EUR', 'contents' => [ [ 'content_id' => 'MUG', 'price' => 6.25, 'quantity' => 2 ] ], 'content_type' => 'product' ], $first->params );
		self::assertSame( [ 'email' => 'Buyer@Example.test', 'country' => 'DE' ], $first->person );
		self::assertSame( [ 'order-16', 7.0, 1_795_345_200 ], [ $second->params['contents'][0]['content_id'], $second->params['value'], $second->time ] );
	}

	public function test_a_row_whose_identifiers_may_not_be_sent_is_a_mistake_in_it(): void {
		$this->ticked = [ 'phone' ];
		$errors       = $this->import()->check( "email,phone,date,value\na@b.test,,2026-11-22,5\n,030 1234567,2026-11-22,5\n", [] )['errors'];
		self::assertSame( [ [ 2, 'email' ] ], array_map( static fn( array $error ): array => [ $error['line'], $error['field'] ], $errors ) );
	}

	public function test_with_one_wrong_row_there_is_no_ticket_and_nothing_goes_without_one(): void {
		$file   = "email,date,value\na@b.test,2026-11-22,5\nnobody,2026-11-22,5\n";
		$report = $this->import()->check( $file, [] );
		self::assertSame( [ '', 3, 'email' ], [ $report['ticket'], $report['errors'][0]['line'], $report['errors'][0]['field'] ] );
		$good = $this->import()->check( "email,date,value\na@b.test,2026-11-22,5\n", [] )['ticket'];
		foreach ( [ '', $good ] as $ticket ) {
			try {
				$this->import()->run( $file, [], $ticket, 0 );
				self::fail( 'taken' );
			} catch ( BadFile $problem ) {
				self::assertStringContainsString( 'not the file that was checked', $problem->getMessage() );
			}
		}
		self::assertSame( [], $this->outbox );
	}

	/** @return iterable<string, array{string, array<string, mixed>, string, string}> Cells of email,date,value,currency,quantity; reading; field; words. */
	public static function rows(): iterable {
		yield 'impossible date' => [ 'a@b.test,2026-02-31,5,EUR,1', [], 'date', 'Not a date' ];
		yield 'other date format' => [ 'a@b.test,22.11.2026,5,EUR,1', [], 'date', 'Not a date' ];
		yield 'future' => [ 'a@b.test,2026-11-24,5,EUR,1', [], 'date', 'in the future' ];
		yield 'too old' => [ 'a@b.test,2026-10-20,5,EUR,1', [], 'date', 'More than 28 days' ];
		yield 'no date' => [ 'a@b.test,,5,EUR,1', [], 'date', 'Not a date' ];
		yield 'comma amount' => [ 'a@b.test,2026-11-22,"12,50",EUR,1', [], 'value', 'Not an amount' ];
		yield 'thousands or thousandths' => [ 'a@b.test,2026-11-22,"1,234",EUR,1', [], 'value', 'Not an amount' ];
		yield 'point amount where commas are' => [ 'a@b.test,2026-11-22,12.50,EUR,1', [ 'decimal' => ',' ], 'value', 'Not an amount' ];
		yield 'negative amount' => [ 'a@b.test,2026-11-22,-5,EUR,1', [], 'value', 'Not an amount' ];
		yield 'formula' => [ 'a@b.test,2026-11-22,=1+1,EUR,1', [], 'value', 'Not an amount' ];
		yield 'currency' => [ 'a@b.test,2026-11-22,5,euros,1', [], 'currency', 'currency code' ];
		yield 'quantity' => [ 'a@b.test,2026-11-22,5,EUR,1.5', [], 'quantity', 'whole number' ];
		yield 'antiquity' => [ 'a@b.test,26-11-22,5,EUR,1', [], 'date', 'Not a date' ];
		yield 'a day that was not' => [ 'a@b.test,31.02.2026,5,EUR,1', [ 'dates' => 'd.m.Y' ], 'date', 'Not a date' ];
		yield 'an hour there is not' => [ 'a@b.test,2026-11-22 25:00,5,EUR,1', [], 'date', 'Not a date' ];
		yield 'a number of days, as spreadsheets count' => [ 'a@b.test,46348,5,EUR,1', [], 'date', 'Not a date' ];
		yield 'German thousands where points are' => [ 'a@b.test,2026-11-22,1.234,EUR,1', [], 'value', 'Not an amount' ];
		yield 'American thousands where commas are' => [ 'a@b.test,2026-11-22,"1,234",EUR,1', [ 'decimal' => ',' ], 'value', 'Not an amount' ];
		yield 'both signs the wrong way round' => [ 'a@b.test,2026-11-22,"1.234,56",EUR,1', [], 'value', 'Not an amount' ];
		yield 'currency before the amount' => [ 'a@b.test,2026-11-22,€ 12,EUR,1', [], 'value', 'Not an amount' ];
		yield 'no amount' => [ 'a@b.test,2026-11-22,,EUR,1', [], 'value', 'Not an amount' ];
		yield 'amount parted at its comma' => [ 'a@b.test,2026-11-22,12,50,EUR,1', [], '', 'more cells' ];
		yield 'an e-mail address as the order number' => [ 'a@b.test,2026-11-22,5,EUR,1', [ 'map' => [ 'email' => 0, 'date' => 1, 'value' => 2, 'currency' => 3, 'quantity' => 4, 'order_id' => 0 ] ], 'order_id', 'Choose another column' ];
		yield 'nobody' => [ '"=HYPERLINK(""http://x"")",2026-11-22,5,EUR,1', [], 'email', 'TikTok needs one' ];
	}

	/** @param array<string, mixed> $reading */
	#[DataProvider( 'rows' )]
	public function test_says_what_is_wrong_beside_its_field( string $row, array $reading, string $field, string $words ): void {
		$report = $this->import()->check( "email,date,value,currency,quantity\n$row\n", $reading );
		self::assertSame( [ $field ], array_column( $report['errors'], 'field' ) );
		self::assertStringContainsString( $words, $report['errors'][0]['message'] );
	}

	/** @return iterable<string, array{string, array<string, mixed>, float, int}> */
	public static function readings(): iterable {
		yield 'German' => [ "E-Mail;Datum;Betrag\na@b.test;22.11.2026 18:30;1.234,50\n", [ 'dates' => 'd.m.Y', 'decimal' => ',' ], 1234.5, 1_795_368_600 ];
		yield 'American' => [ "Email\tDate\tAmount\na@b.test\t11/22/2026\t\"1,234.5\"\n", [ 'dates' => 'm/d/Y' ], 1234.5, 1_795_345_200 ];
		yield 'with a time zone' => [ "email|date|value\na@b.test|2026-11-22T17:30:00Z|5\n", [], 5.0, 1_795_368_600 ];
		yield 'UTF-16 of Excel' => [ "\xFF\xFE" . mb_convert_encoding( "email\tdate\tvalue\na@b.test\t2026-11-22 18:30\t5\n", 'UTF-16LE', 'UTF-8' ), [], 5.0, 1_795_368_600 ];
		yield 'Windows-1252' => [ mb_convert_encoding( "email,date,value,Geschäft\na@b.test,2026-11-22 18:30,5,Köln\n", 'Windows-1252', 'UTF-8' ), [], 5.0, 1_795_368_600 ];
		yield 'columns by hand' => [ "Who,When,What\na@b.test,2026-11-22 18:30,5\n", [ 'map' => [ 'email' => 0, 'date' => 1, 'value' => 2, 'rubbish' => 9 ] ], 5.0, 1_795_368_600 ];
		yield 'hint for Excel, empty lines, empty columns' => [ "sep=;\r\n\r\nemail;date;value;;\r\n\r\na@b.test;2026-11-22 18:30;5;;\r\n\r\n", [], 5.0, 1_795_368_600 ];
		yield 'lines of an old Mac' => [ "email;date;value\ra@b.test;2026-11-22 18:30;5\r", [], 5.0, 1_795_368_600 ];
		yield 'lines within a cell' => [ "email,date,value,note\na@b.test,2026-11-22 18:30,5,\"Main St 5,\nBerlin\"\n", [], 5.0, 1_795_368_600 ];
		yield 'thousandths where they exist' => [ "email,date,value,currency\na@b.test,2026-11-22 18:30,12.345,KWD\n", [], 12.345, 1_795_368_600 ];
		yield 'no thousands' => [ "email,date,value\na@b.test,2026-11-22 18:30,0.125\n", [], 0.125, 1_795_368_600 ];
		yield 'today at noon' => [ "email,date,value\na@b.test,2026-11-23,5\n", [], 5.0, self::NOW ];
	}

	/** @param array<string, mixed> $reading */
	#[DataProvider( 'readings' )]
	public function test_reads_files_as_people_export_them( string $file, array $reading, float $value, int $time ): void {
		$report = $this->import()->check( $file, $reading );
		self::assertSame( [], $report['errors'] );
		$this->import()->run( $file, $reading, $report['ticket'], 0 );
		$event = array_values( $this->outbox )[0];
		self::assertSame( [ $value, $time ], [ $event->params['value'], $event->time ] );
	}

	/** @return iterable<string, array{string, string}> */
	public static function files(): iterable {
		yield 'empty' => [ '', 'empty' ];
		yield 'a workbook' => [ "PK\x03\x04....", 'Excel workbook' ];
		yield 'binary' => [ "a,b\0c", 'no CSV' ];
		yield 'wrong delimiter' => [ "email:date:value\na@b.test:2026-11-22:5\n", 'Only one column' ];
		yield 'no titles' => [ "a@b.test,2026-11-22,5\n", 'first line holds data' ];
		yield 'the same title twice' => [ "email,email\na@b.test,x\n", 'same title' ];
		yield 'titles only' => [ "email,date,value\n\n", 'no row below' ];
		yield 'too large' => [ 'email,date' . str_repeat( 'x', 5_242_880 ), '5 MB' ];
		yield 'blank lines only' => [ "\n\r\n\r\n", 'empty' ];
		yield 'UTF-16 without its mark' => [ mb_convert_encoding( "email,date,value\na@b.test,2026-11-22,5\n", 'UTF-16LE', 'UTF-8' ), 'no CSV' ];
	}

	#[DataProvider( 'files' )]
	public function test_refuses_what_is_no_table_in_words( string $file, string $words ): void {
		$this->expectException( BadFile::class );
		$this->expectExceptionMessage( $words );
		$this->import()->check( $file, [] );
	}

	/** @return iterable<string, array{string}> */
	public static function open_quotes(): iterable {
		$rows = "a@b.test,2026-11-22,5,Mug\nc@d.test,2026-11-22,5,\"Mug\ne@f.test,2026-11-22,5,Mug\n";
		yield 'to the end of the file' => [ $rows ];
		yield 'to the next one' => [ "{$rows}g@h.test,2026-11-22,5,Mug\"\ni@j.test,2026-11-22,5,Mug\n" ];
	}

	/** A parser makes one sale of them, and the others would be gone without a word. */
	#[DataProvider( 'open_quotes' )]
	public function test_a_quotation_mark_left_open_swallows_no_sales( string $rows ): void {
		$report = $this->import()->check( "email,date,value,product\n$rows", [] );
		self::assertSame( [ '', [ 3 ] ], [ $report['ticket'], array_column( $report['errors'], 'line' ) ] );
		self::assertStringContainsString( 'quotation mark is not closed', $report['errors'][0]['message'] );
	}

	public function test_counts_rows_as_a_spreadsheet_does(): void {
		$report = $this->import()->check( "\n\nemail,date,value\n\na@b.test,x,5\n,,\nc@d.test,y,5\n", [] );
		self::assertSame( [ 5, 7 ], array_column( $report['errors'], 'line' ) );
	}

	public function test_names_the_columns_it_cannot_find(): void {
		$report = $this->import()->check( "Who,What\na@b.test,5\n", [] );
		self::assertSame( [ 'date', 'value', 'email' ], array_column( $report['errors'], 'field' ) );
		self::assertSame( '', $report['ticket'] );
	}

	public function test_the_same_sale_twice_is_told_and_ten_thousand_are_taken_in_steps(): void {
		$lines  = array_map( static fn( int $n ): string => "$n,a$n@b.test,2026-11-22,5", range( 1, 10_000 ) );
		$file   = "order,email,date,value\n" . implode( "\n", $lines );
		$report = $this->import()->check( $file . "\n15,a15@b.test,2026-11-22,5", [] );
		self::assertSame( [ 10_002, 'order_id' ], [ $report['errors'][0]['line'], $report['errors'][0]['field'] ] );
		self::assertStringContainsString( 'row 16', $report['errors'][0]['message'] );

		$report = $this->import()->check( $file, [] );
		$steps  = 0;
		for ( $from = 0, $done = false; ! $done; $steps++ ) {
			$step = $this->import()->run( $file, [], $report['ticket'], $from );
			$from = $step['done'];
			$done = $step['finished'];
		}
		self::assertSame( [ 20, 10_000 ], [ $steps, count( $this->outbox ) ] );
	}

	public function test_a_database_that_refuses_is_told(): void {
		$file   = "email,date,value\na@b.test,2026-11-22,5\n";
		$ticket = $this->import()->check( $file, [] )['ticket'];
		$this->expectExceptionMessage( 'Nothing is lost' );
		$this->import( Entry::Failed )->run( $file, [], $ticket, 0 );
	}

	public function test_without_event_set_or_token_it_says_what_to_do(): void {
		self::assertSame( '', $this->import()->obstacle() );
		$GLOBALS['duet_test_options'] = [ 'duet_id_key' => str_repeat( 'k', 64 ), 'duet_settings' => [ 'offline' => [ 'event_set_id' => '7000000000000000000' ] ] ];
		self::assertStringContainsString( 'access token', $this->import()->obstacle() );
		$GLOBALS['duet_test_options'] = [];
		self::assertStringContainsString( 'id of your offline event set', $this->import()->obstacle() );
	}
}
