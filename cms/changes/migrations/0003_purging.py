from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('changes', '0002_webhooks'),
    ]

    operations = [
        migrations.CreateModel(
            name='PurgeCursor',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False)),
                ('sequence', models.BigIntegerField(default=0)),
                ('token', models.CharField(blank=True, max_length=16)),
                ('until', models.DateTimeField(null=True)),
            ],
        ),
    ]
