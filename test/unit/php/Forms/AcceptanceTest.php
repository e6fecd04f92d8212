<?php
declare(strict_types=1);

namespace Duet\Test\Forms;

use Duet\Event\InvalidEvent;
use Duet\Event\Origin;
use PHPUnit\Framework\Attributes\DataProvider;

/** An accepted form of a page load: one event, here and for the next page. */
final class AcceptanceTest extends FormsTestCase {

	private const PERSON = [ 'email' => 'Buyer@Example.test', 'phone' => '+49 30 901820', 'first_name' => 'Zoë', 'last_name' => "O'Brien" ];

	public function test_it_is_one_event_for_the_server_and_the_next_page(): void {
		$acceptance = $this->acceptance();
		$acceptance->accepted( 'wpforms', 7, 'Ask <b>us</b> &amp; win', self::PERSON );
		$acceptance->accepted( 'wpforms', 7, 'Ask us', self::PERSON );
		self::assertSame( [ 'Lead' ], $this->names() );
		$event = $this->pushed[0];
		self::assertSame( [ Origin::Server, 'https://shop.test/contact/' ], [ $event->origin, $event->visitor->url ] );
		self::assertSame( [ 'form_id' => '7', 'form_name' => 'Ask us & win' ], $event->params );
		self::assertEquals( self::PERSON + [ 'external_id' => self::HEX ], $event->person );
		self::assertSame( [ 'Lead', $event->id ], array_slice( $this->tray[0][0], 0, 2 ) );
		self::assertStringNotContainsStringIgnoringCase( 'example.test', (string) json_encode( $this->tray ) );
	}

	public function test_a_flood_and_a_program_bring_no_events_although_the_form_takes_them(): void {
		$_SERVER['REMOTE_ADDR'] = $this->flooding = '203.0.113.9';
		$this->acceptance()->accepted( 'wpforms', 7, '', [] );
		$_SERVER['REMOTE_ADDR']     = '203.0.113.10';
		$_SERVER['HTTP_USER_AGENT'] = 'python-requests/2.31';
		$this->acceptance()->accepted( 'wpforms', 7, '', [] );
		self::assertSame( [ [], [] ], [ $this->names(), $this->tray ] );
		$_SERVER['HTTP_USER_AGENT'] = 'Mozilla/5.0';
		$this->acceptance()->accepted( 'wpforms', 7, '', [] );
		self::assertSame( [ 'Lead' ], $this->names() );
	}

	public function test_the_visitor_of_a_form_is_read_once_whatever_it_means(): void {
		$read = 0;
		add_filter(
			'duet_visitor',
			static function ( mixed $visitor ) use ( &$read ): mixed {
				++$read;
				return $visitor;
			}
		);
		$_POST['_duet_rules'] = addslashes( (string) json_encode( [ [ 'event' => 'Contact' ], [ 'event' => 'Schedule' ] ] ) );
		$this->acceptance()->accepted( 'wpforms', 7, '', [] );
		self::assertSame( [ [ 'Lead', 'Contact', 'Schedule' ], 1 ], [ $this->names(), $read ] );
	}

	public function test_the_choice_of_the_form_beats_the_default_and_nothing_means_nothing(): void {
		$this->choose( [ 'event' => 'Contact', 'each' => [ 'wpforms:7' => [ 'event' => 'Schedule' ], 'wpforms:8' => [ 'event' => '' ] ] ] );
		foreach ( [ 7, 8, 9 ] as $form ) {
			$this->acceptance()->accepted( 'wpforms', $form, '', [] );
		}
		self::assertSame( [ 'Schedule', 'Contact' ], $this->names() );
		// Schedule takes no form_id; one parameter too many would cost the event.
		self::assertSame( [ [], [ 'form_id' => '9' ] ], [ $this->pushed[0]->params, $this->pushed[1]->params ] );
	}

	public function test_the_wish_of_a_tracked_form_beats_both(): void {
		$this->choose( [ 'event' => '' ] );
		$params         = $this->signature()->sign_params( 'Lead', [ 'value' => 10.5, 'currency' => 'EUR' ] );
		$_POST['_duet'] = addslashes( (string) json_encode( [ 'event' => 'Submit Form', 'params' => $params + [ 'description' => "it's" ] ] ) );
		$this->acceptance()->accepted( 'wpforms', 7, '', [] );
		self::assertSame( [ 'Lead' ], $this->names() );
		self::assertEquals( [ 'value' => 10.5, 'currency' => 'EUR', 'description' => "it's", 'form_id' => '7' ], $this->pushed[0]->params );
	}

	/** @return iterable<string, array{mixed, list<string>, array<string, mixed>}> what is posted, events, parameters */
	public static function wishes(): iterable {
		$json = static fn( mixed $wish ): string => addslashes( (string) json_encode( $wish ) );
		yield 'unsigned money is left out' => [ $json( [ 'event' => 'Contact', 'params' => [ 'value' => '9999', 'currency' => 'EUR', 'description' => 'x' ] ] ), [ 'Contact' ], [ 'description' => 'x', 'form_id' => '7' ] ];
		yield 'a sale is not a visitor\'s to tell' => [ $json( [ 'event' => 'Purchase', 'params' => [ 'value' => 1 ] ] ), [], [] ];
		yield 'nor by its older name' => [ $json( [ 'event' => 'Complete Payment' ] ), [], [] ];
		yield 'not JSON' => [ '{', [ 'Lead' ], [ 'form_id' => '7' ] ];
		yield 'a list' => [ [ 'event' => 'Contact' ], [ 'Lead' ], [ 'form_id' => '7' ] ];
		yield 'too long' => [ $json( [ 'event' => 'Contact', 'params' => [ 'description' => str_repeat( 'x', 9000 ) ] ] ), [ 'Lead' ], [ 'form_id' => '7' ] ];
		yield 'no event' => [ $json( [ 'params' => [] ] ), [ 'Lead' ], [ 'form_id' => '7' ] ];
	}

	/**
	 * @param list<string>         $names
	 * @param array<string, mixed> $params
	 */
	#[DataProvider( 'wishes' )]
	public function test_a_wish_is_a_strangers_word( mixed $posted, array $names, array $params ): void {
		$_POST['_duet'] = $posted;
		$this->acceptance()->accepted( 'wpforms', 7, '', [] );
		self::assertSame( $names, $this->names() );
		if ( [] !== $names ) {
			self::assertEquals( $params, $this->pushed[0]->params );
		}
	}

	public function test_rules_about_the_form_come_along_beside_its_own_event(): void {
		$this->choose( [ 'event' => '' ] );
		$money                = $this->signature()->sign_params( 'Schedule', [ 'value' => 50, 'currency' => 'EUR' ] );
		$_POST['_duet_rules'] = addslashes( (string) json_encode( [ [ 'event' => 'Schedule', 'params' => $money ], [ 'event' => 'My quiz', 'params' => [ 'plan' => "it's", 'value' => 9999 ] ], [ 'event' => 'Purchase', 'params' => [ 'value' => 1 ] ], 'x' ] ) );
		$this->acceptance()->accepted( 'wpforms', 7, 'Ask us', self::PERSON );
		self::assertSame( [ 'Schedule', 'My quiz' ], $this->names() );
		self::assertEquals( [ [ 'value' => 50, 'currency' => 'EUR' ], [ 'plan' => "it's" ] ], [ $this->pushed[0]->params, $this->pushed[1]->params ] );
		self::assertSame( $this->pushed[0]->id, $this->tray[0][0][1] );
	}

	public function test_what_is_no_list_of_rules_or_too_long_a_one_costs_only_itself(): void {
		$rule = [ 'event' => 'Contact' ];
		foreach ( [ '{', (string) json_encode( $rule ), (string) json_encode( array_fill( 0, 900, $rule ) ), [ 'x' ] ] as $form => $posted ) {
			$_POST['_duet_rules'] = $posted;
			$this->acceptance()->accepted( 'wpforms', $form, '', [] );
		}
		self::assertSame( [ 'Lead', 'Lead', 'Lead', 'Lead' ], $this->names() );
		$_POST['_duet_rules'] = (string) json_encode( array_fill( 0, 90, $rule ) );
		$this->acceptance()->accepted( 'wpforms', 9, '', [] );
		self::assertCount( 4 + 1 + 10, $this->pushed );
	}

	public function test_a_name_tiktok_would_refuse_is_no_event(): void {
		$_POST['_duet'] = (string) json_encode( [ 'event' => '<script>' ] );
		$this->expectException( InvalidEvent::class );
		$this->acceptance()->accepted( 'wpforms', 7, '', [] );
	}

	public function test_a_form_sent_while_rules_are_tried_is_none(): void {
		$this->acceptance( true )->accepted( 'wpforms', 7, '', self::PERSON );
		self::assertSame( [ [], [] ], [ $this->pushed, $this->tray ] );
	}

	public function test_excluded_roles_are_nobodys_leads(): void {
		$this->with_settings( [ 'consent' => [ 'mode' => 'required' ], 'exclusions' => [ 'roles' => [ 'editor' ] ] ] );
		$GLOBALS['duet_shop'] = [ 'user' => 3, 'users' => [ 3 => new \WP_User( 3, 'editor@example.test', [ 'editor' ] ) ] ];
		$this->acceptance()->accepted( 'wpforms', 7, '', self::PERSON );
		self::assertSame( [ [], [] ], [ $this->pushed, $this->tray ] );
	}
}
